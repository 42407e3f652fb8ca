import { StartError } from '../core/startError.ts'

/** A whole key, or as much of one as anybody would know for one. */
const looksLikeKey = /\bIR@[^@]*@|@ServiceEndpoint=/i

/**
 * Refuses an authentication key among the arguments of a command, which everybody on the machine can see and shells
 * remember.
 *
 * @throws StartError that does not repeat it.
 */
export const refuseKeys = (args: readonly string[]): void => {
  if (!args.some((argument) => looksLikeKey.test(argument))) return
  throw new StartError(
    'a key is among the arguments, where others can see it: put it into a file, or give it on standard input, ' +
      'and think of regenerating it',
  )
}
