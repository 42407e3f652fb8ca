import type { Check } from '../check.ts'
import { ok, skipped, wrong } from '../finding.ts'
import { signInIsElsewhere } from '../signInIsElsewhere.ts'

/** Whether a server answers where it ought to be. */
export const server: Check = {
  about: 'server',
  look: async ({ server, url, ready, isUrlGiven }) => {
    if ('fault' in server) {
      // Without either, nobody has said where one would be.
      return [ready instanceof Error && !isUrlGiven ? skipped('none runs on the data folder') : wrong(server.fault)]
    }
    return [
      ok(`a server answers at ${url}${signInIsElsewhere(server) ? ', and sign-in is at its --issuers alone' : ''}`),
    ]
  },
}
