import type { Attempts } from './attempts.ts'
import type { Attempt } from './counters.ts'

interface Check<T> {
  /** Answers with what was found right; undefined for a secret that is wrong. */
  look(): Promise<T | undefined>
  /** What any secret is refused with after too many that were wrong. */
  tooMany(retryAfterSeconds: number): Error
}

/**
 * Looks at a secret that somebody shows, and counts it if it is wrong. After too many of these any is refused unread: who
 * guesses then learns nothing. Where the right one was shown before, many more may be wrong, and those who guess beside it
 * lock it out no more.
 *
 * @throws Error what `tooMany` makes.
 */
export const withinLimit = async <T>(
  { attempts }: { readonly attempts: Attempts },
  attempt: Attempt,
  { look, tooMany }: Check<T>,
): Promise<T | undefined> => {
  const refuseTooMany = (): void => {
    const seconds = attempts.secondsToWait(attempt)
    if (seconds > 0) throw tooMany(seconds)
  }

  refuseTooMany()
  const right = await look()
  // Once more: many may have been under way together.
  refuseTooMany()
  if (right === undefined) attempts.failed(attempt)
  else attempts.succeeded(attempt)
  return right
}
