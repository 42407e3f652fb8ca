import type { Client } from '../client.ts'

/** `armdatafactory` and `azidentity`, of the versions in go.mod. */
export const go: Client = {
  name: 'go',
  story: 'story.go',

  prepare: async ({ need, install, build }) => {
    await need('go')
    await install(['go', 'mod', 'download'])
    await build(['go', 'build', '-o', 'story', 'story.go'])
    return (file) => (file === 'story.go' ? ['./story'] : ['go', 'run', file])
  },
}
