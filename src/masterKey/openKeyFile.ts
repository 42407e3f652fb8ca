import type { RandomBytes } from '../core/effects.ts'
import { keyBytes, type MasterKey, wrongMasterKey } from '../core/masterKey.ts'
import { StartError } from '../core/startError.ts'
import { readKeyFile, writeKeyFile } from './keyFile.ts'
import { localKey } from './localKey.ts'
import { dropNextKeyFile, nextKeyFile, takeNextKeyFile } from './nextKeyFile.ts'

interface KeyFile {
  readonly path: string
  /** The id of the master key that is needed; undefined where none is yet. */
  readonly wrappedBy: string | undefined
  readonly randomBytes: RandomBytes
}

/**
 * The master key in a file; a new one where nothing needs an old one. A change of the key that was cut short is brought
 * to its end: of the two files, the one stays that things are wrapped by.
 *
 * @throws StartError when there is none that anything is wrapped by; no file is changed then.
 */
export const openKeyFile = async ({ path, wrappedBy, randomBytes }: KeyFile): Promise<MasterKey> => {
  const read = async (file: string): Promise<MasterKey | undefined> => {
    const key = await readKeyFile(file)
    return key && localKey({ key, source: path }, randomBytes)
  }
  const kept = await read(path)
  if (wrappedBy === undefined) return kept ?? makeKeyFile(path, randomBytes)
  if (kept?.id === wrappedBy) {
    await dropNextKeyFile(path)
    return kept
  }
  const next = await read(nextKeyFile(path))
  if (next?.id === wrappedBy) {
    await takeNextKeyFile(path)
    return next
  }
  throw kept ? wrongMasterKey(kept, wrappedBy) : noKeyFile(path, wrappedBy)
}

const makeKeyFile = async (path: string, randomBytes: RandomBytes): Promise<MasterKey> => {
  const key = randomBytes(keyBytes)
  await writeKeyFile(path, key)
  return localKey({ key, source: path }, randomBytes)
}

const noKeyFile = (path: string, wrappedBy: string): StartError =>
  new StartError(
    `There is no master key at ${path}, and what is secret in the data folder is sealed under ${wrappedBy}. ` +
      'Put the file back, or name the right key with --master-key; nothing was changed.',
  )
