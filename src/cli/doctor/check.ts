import { type Finding, skipped } from './finding.ts'
import type { Server } from './server.ts'
import type { Situation } from './situation.ts'

/** Looks for one thing that may be wrong, and changes nothing. */
export interface Check {
  /** One word, which its findings begin with. */
  readonly about: string
  look(situation: Situation): Promise<readonly Finding[]>
}

/** A check that has to ask the server, and is left out where none answers. */
export const checkOfServer = (
  about: string,
  look: (server: Server, situation: Situation) => Promise<readonly Finding[]>,
): Check => ({
  about,
  look: async (situation) =>
    'fault' in situation.server ? [skipped('no server to ask')] : look(situation.server, situation),
})
