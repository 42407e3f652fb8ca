import { path } from '../../config/settings/kinds.ts'

/** The flag that says where a node remembers what it is known by. */
export const stateFlag = path('file', {
  default: '.lazulite-node.json',
  description: 'File that keeps what the node is known by, for its owner alone; no key is in it.',
})
