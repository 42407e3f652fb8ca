import { readFile, stat } from 'node:fs/promises'
import { StartError } from '../core/startError.ts'
import { requirePrivate } from '../requirePrivate.ts'
import { writeWhole } from '../wholeFile.ts'
import { parseLocalKey } from './localKey.ts'

/** What the file has, for a person who lets others have it. */
const what = 'the key that opens all that is sealed'
/** Longer than any key. */
const mostBytes = 64

/**
 * The master key in a file; undefined when there is no file.
 *
 * @throws StartError for one that others have a hand in, that cannot be read or holds no key.
 */
export const readKeyFile = async (path: string): Promise<Buffer | undefined> => {
  try {
    const found = await stat(path)
    if (found.isFile()) requirePrivate({ path, mode: found.mode, what })
    const key = found.isFile() && found.size <= mostBytes ? parseLocalKey(await readFile(path, 'utf8')) : undefined
    if (key) return key
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error instanceof StartError ? error : unreadable(path, codeOf(error))
  }
  throw new StartError(
    `${path} holds no master key, which is 32 bytes in base64 on a line of its own. Put the right file back, or name it with --master-key.`,
  )
}

const unreadable = (path: string, code: string): StartError => {
  const remedy =
    code === 'EACCES' || code === 'EPERM' ? 'start as the user who owns it' : 'name the right file with --master-key'
  return new StartError(`The master key ${path} cannot be read (${code}): ${remedy}.`)
}

/** @throws StartError when it cannot be written; what was there before still is. */
export const writeKeyFile = (path: string, key: Buffer): Promise<void> =>
  orUnwritable(path, () => writeWhole(path, `${key.toString('base64')}\n`, 0o600))

/** @throws StartError in place of what the file system says. */
export const orUnwritable = async (path: string, work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    throw new StartError(
      `The master key ${path} cannot be written (${codeOf(error)}). Check its folder, and who may write there.`,
      { cause: error },
    )
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
