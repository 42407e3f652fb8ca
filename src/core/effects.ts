/**
 * All of the outside world, beside the store, that the service may touch: the machine's own clock and dice, and how slow
 * the machines are that Azure would have. `main.ts` passes it; a test passes what it likes.
 */
export interface Effects {
  readonly now: () => Date
  readonly randomBytes: RandomBytes
  /** A random UUID, lower case. */
  readonly newId: () => string
  /** How long the machines take that Azure would start, stop or clear away, in milliseconds. */
  readonly operationMs: number
}

/** `count` bytes from a cryptographic source of randomness. */
export type RandomBytes = (count: number) => Buffer
