import type { RandomBytes } from '../core/effects.ts'

const firstMs = 1000
const mostMs = 30_000
/** What a server may ask for. */
const mostAskedMs = 600_000

interface Failures {
  /** How many there were in a row; 1 at the least. */
  readonly count: number
  /** What the server has asked for. */
  readonly retryAfterSeconds: number | undefined
}

/**
 * How long to wait before another try, in milliseconds: twice as long after each failure, up to half a minute, and the
 * last half of it by chance, so that the nodes of a server that was gone do not all come back at once. Never less than the
 * server has asked for.
 */
export const backoffMs = ({ count, retryAfterSeconds = 0 }: Failures, randomBytes: RandomBytes): number => {
  const wholeMs = Math.min(firstMs * 2 ** (count - 1), mostMs)
  const chance = randomBytes(4).readUInt32BE() / 2 ** 32
  const askedMs = Math.min(Math.max(retryAfterSeconds, 0) * 1000, mostAskedMs)
  return askedMs + (wholeMs * (1 + chance)) / 2
}
