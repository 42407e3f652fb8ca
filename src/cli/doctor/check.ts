import { type Finding, skipped } from './finding.ts'
import type { Server } from './server.ts'
import { signInIsElsewhere } from './signInIsElsewhere.ts'
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

/** A check that compares with the server, and is left out where none answers: with what, nobody knows. */
export const checkAgainstServer = ({ about, look }: Check): Check => ({
  about,
  look: async (situation) => ('fault' in situation.server ? [skipped('no server to compare with')] : look(situation)),
})

/** A check of what clients need to sign in at the server, left out where nobody does. */
export const checkOfSignIn = ({ about, look }: Check): Check => ({
  about,
  look: async (situation) =>
    signInIsElsewhere(situation.server) ? [skipped('nobody signs in at this server')] : look(situation),
})
