import type { Check } from './check.ts'
import { ok, wrong } from './finding.ts'

/** Whether a server answers where it ought to be. */
export const address: Check = {
  about: 'server',
  look: async ({ server, url }) => ['fault' in server ? wrong(server.fault) : ok(`a server answers at ${url}`)],
}
