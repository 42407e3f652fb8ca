import type { RandomBytes } from '../core/effects.ts'
import { keyBytes, type MasterKey } from '../core/masterKey.ts'
import { writeKeyFile } from './keyFile.ts'
import { localKey } from './localKey.ts'
import { nextKeyFile, takeNextKeyFile } from './nextKeyFile.ts'

interface Replacement {
  readonly path: string
  readonly randomBytes: RandomBytes
  /** Wraps everything with the new key, all at once: when it has answered, that is on the disk. */
  rewrap(masterKey: MasterKey): Promise<void>
}

/**
 * Puts a new key in the place of the one in a file. Wherever it is cut short, the key that things are wrapped by is on
 * the disk, and the next `openKeyFile` finds it: the new one lies beside the old one until nothing needs the old one.
 *
 * @returns the new key.
 * @throws StartError when the file cannot be written. What `rewrap` throws goes through: whether it has kept anything
 * may be unknown then, so both keys stay.
 */
export const replaceMasterKeyFile = async ({ path, randomBytes, rewrap }: Replacement): Promise<MasterKey> => {
  const key = randomBytes(keyBytes)
  await writeKeyFile(nextKeyFile(path), key)
  const masterKey = localKey({ key, source: path }, randomBytes)
  await rewrap(masterKey)
  await takeNextKeyFile(path)
  return masterKey
}
