import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { mostKeyCharacters, uidInAuthKey } from '../core/authKey.ts'
import { StartError } from '../core/startError.ts'
import { requirePrivate } from '../requirePrivate.ts'

/** Longer than any key, with the line feed behind it. */
const mostBytes = 1024

/**
 * The key in a file, which has nothing else.
 *
 * @throws StartError for a file that others have a hand in, that cannot be read or has no key. What it has is not repeated.
 */
export const readAuthKeyFile = async (path: string): Promise<string> => {
  try {
    const found = await stat(path)
    if (found.isFile()) requirePrivate({ path, mode: found.mode, what: 'the key of an integration runtime' })
    return parseAuthKey(await text(createReadStream(path, { end: mostBytes })), path)
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(`the key in ${path} cannot be read: ${(error as Error).message}`, { cause: error })
  }
}

/**
 * A whole key, without the white space around it.
 *
 * @param place where the text is from, for a person.
 * @throws StartError for a text that cannot be one.
 */
export const parseAuthKey = (text: string, place: string): string => {
  const key = text.trim()
  if (uidInAuthKey(key) !== undefined && /^[\x21-\x7e]+$/.test(key) && key.length <= mostKeyCharacters) return key
  throw new StartError(
    `${place} has no authentication key of an integration runtime: give one whole and alone, beginning with IR@`,
  )
}
