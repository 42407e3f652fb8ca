import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from '../client.ts'
import { root } from '../root.ts'

/** `@azure/arm-datafactory` and `@azure/identity`, which come with the project. */
export const javascript: Client = {
  name: 'javascript',
  story: 'story.js',

  prepare: async ({ folder }) => {
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
    return (file) => [process.execPath, file]
  },
}
