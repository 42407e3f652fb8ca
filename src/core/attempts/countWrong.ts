import type { Attempts } from './attempts.ts'
import type { Attempt } from './counters.ts'

interface Check<T> {
  /** Answers with what was found right; undefined for a secret that is wrong. */
  look(): Promise<T | undefined>
  /** What a wrong secret is refused with after too many. */
  tooMany(retryAfterSeconds: number): Error
}

/**
 * Looks at a secret that is too long to be guessed, and counts it if it is wrong. A right one is always let in, however many
 * wrong ones came from the same address: nobody is to lock out the nodes behind a proxy.
 *
 * @throws Error what `tooMany` makes.
 */
export const countWrong = async <T>(
  { attempts }: { readonly attempts: Attempts },
  attempt: Attempt,
  { look, tooMany }: Check<T>,
): Promise<T | undefined> => {
  const right = await look()
  if (right !== undefined) return right
  const seconds = attempts.secondsToWait(attempt)
  if (seconds > 0) throw tooMany(seconds)
  attempts.failed(attempt)
  return undefined
}
