import { StartError } from '../core/startError.ts'

/** A token of many claims has a few thousand characters. */
const mostCharacters = 65_536

/**
 * All of standard input, without white space around it.
 *
 * @throws StartError when it is too much for a secret or a token.
 */
export const readInput = async (stdin: AsyncIterable<Buffer | string>): Promise<string> => {
  let text = ''
  for await (const chunk of stdin) {
    text += chunk
    if (text.length > mostCharacters) throw new StartError(`standard input is longer than ${mostCharacters} characters`)
  }
  return text.trim()
}
