/** Where a secret is kept. What is sealed for one place opens at no other. */
export interface Place {
  readonly table: string
  readonly column: string
  /** The primary key of the row. */
  readonly key: readonly (number | string)[]
  /** What the secret is, for the person who reads that it does not open. */
  readonly what: string
}

/** Makes what is secret unreadable before it is kept. */
export interface Sealing {
  /** A keyed hash: 32 hexadecimal digits. Its key is never changed. */
  fingerprint(purpose: string, ...parts: readonly string[]): string
  seal(place: Place, text: string): string
  /** @throws SealBroken for what was not sealed for that place, or was changed since. */
  unseal(place: Place, sealed: string): string
}
