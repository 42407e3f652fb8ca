import { CloudError } from './errors.ts'

/** Something in the database that does not vouch for itself: somebody has changed it, or has put another in its place. */
export class SealBroken extends Error {
  /** What it is, for a person to read. */
  readonly what: string
  /** What to do about it, in sentences. */
  readonly remedy: string

  /** @param what a stored secret that does not open, unless `trouble` says otherwise. */
  constructor(what: string, trouble: Trouble = secretTrouble(what)) {
    super(`${trouble.is}: the database was changed from outside.`)
    this.what = what
    this.remedy = trouble.remedy
  }
}

interface Trouble {
  /** What is wrong, as the beginning of a sentence. */
  readonly is: string
  readonly remedy: string
}

const secretTrouble = (what: string): Trouble => ({
  is: `The stored secret of ${what} does not open`,
  remedy: 'Regenerate the key, or store the secret anew; who can write to the database is to be looked at.',
})

/** The audit of a chain that is not what was written: nothing can be told in it, and so nothing is done that must be. */
export const auditBroken = (chain: string): SealBroken =>
  new SealBroken(`the audit of ${chain}`, {
    is: `The audit of ${chain} is not what was written`,
    remedy:
      'Nothing that it would have to tell of is done until a whole backup of the database is put back; who can write to ' +
      'the database is to be looked at.',
  })

/** What a caller is told: assumed, since the real service has no such trouble. */
export const storedSecretBroken = (cause: SealBroken): CloudError =>
  new CloudError(
    'StoredSecretBroken',
    `${cause.message.replace(/\.$/, '')}, or a part of it was put back from elsewhere. ${cause.remedy}`,
    { cause },
  )
