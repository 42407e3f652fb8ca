import type { Client } from '../client.ts'

/** curl, for whatever has no client of its own. */
export const curl: Client = {
  name: 'curl',
  story: 'story.sh',

  prepare: async ({ need }) => {
    for (const program of ['bash', 'curl']) await need(program)
    return (file) => ['bash', file]
  },
}
