import type { Check } from '../check.ts'
import { ok, wrong } from '../finding.ts'
import { signInIsElsewhere } from '../signInIsElsewhere.ts'

/** Whether a server answers where it ought to be. */
export const server: Check = {
  about: 'server',
  look: async ({ server, url }) => {
    if ('fault' in server) return [wrong(server.fault)]
    return [
      ok(`a server answers at ${url}${signInIsElsewhere(server) ? ', and sign-in is at its --issuers alone' : ''}`),
    ]
  },
}
