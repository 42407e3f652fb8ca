import { StartError } from '../../core/startError.ts'
import { NoAnswer } from '../../nodeAgent/noAnswer.ts'
import { Refusal } from '../../nodeAgent/refusal.ts'

/**
 * Does a piece of work with a server; what ends it is told to the person as it is.
 *
 * @param deed what was to be done, to be read after "the server refuses to".
 * @throws StartError in the server's words, or saying that it does not answer.
 */
export const inWords = async <T>(deed: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof NoAnswer) throw new StartError(cause.message, { cause })
    if (cause instanceof Refusal) throw new StartError(`the server refuses to ${deed}: ${cause.message}`, { cause })
    throw cause
  }
}
