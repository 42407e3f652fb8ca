import { createHash } from 'node:crypto'
import { type Account, partsOf } from './account.ts'
import { guesserOf } from './guesserOf.ts'

/** Somebody who shows a password or a secret. */
export interface Attempt {
  readonly account: Account
  /** IP address that it comes from. */
  readonly address: string
}

type Kind = 'ofAccount' | 'ofAddress' | 'ofBoth'

/**
 * The keys that the failures of an attempt are counted under. Hashed, since a caller chooses the name: each is as long as
 * any other.
 */
export const countersOf = ({ account, address }: Attempt): Readonly<Record<Kind, string>> => {
  const guesser = guesserOf(address)
  return {
    ofBoth: keyOf('ofBoth', ...partsOf(account), guesser),
    ofAccount: keyOf('ofAccount', ...partsOf(account)),
    ofAddress: keyOf('ofAddress', guesser),
  }
}

/** Begins with what is counted, so that no two kinds can meet. */
const keyOf = (kind: Kind, ...whose: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, ...whose]))
    .digest('base64url')
