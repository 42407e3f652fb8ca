import type { RandomBytes } from '../core/effects.ts'
import { type MasterKey, sameMasterKey } from '../core/masterKey.ts'
import { StartError } from '../core/startError.ts'
import type { Environment } from './openKeyVariable.ts'
import { masterKeySourceOf, openMasterKey } from './openMasterKey.ts'
import { replaceMasterKeyFile } from './replaceMasterKeyFile.ts'

interface Change {
  /** Where the master key is until now. */
  readonly setting: string | undefined
  /** Where it is from now on; undefined for the same place, and a new key there. */
  readonly newSetting: string | undefined
  /** The id of the master key until now. */
  readonly wrappedBy: string
  readonly folder: string
  readonly environment: Environment
  readonly randomBytes: RandomBytes
  /** Has the new key wrap everything, all at once: when it has answered, that is on the disk. */
  rewrap(masterKey: MasterKey): Promise<void>
}

/**
 * Changes the master key. In the same file, the new key takes the place of the old one; in the same vault, it is the
 * newest version. Elsewhere, the old key stays where it is, and a file is made where it is not there.
 *
 * @returns the new one.
 * @throws StartError for a variable that is to have a new key and cannot, where the new one cannot be opened, and where it
 * is the old one.
 */
export const changeMasterKey = async ({
  setting,
  newSetting = setting,
  wrappedBy,
  ...others
}: Change): Promise<MasterKey> => {
  const { folder, rewrap } = others
  const [before, after] = [setting, newSetting].map((one) => masterKeySourceOf({ setting: one, folder }))
  if (after?.kind === 'file' && before?.kind === 'file' && after.path === before.path) {
    return replaceMasterKeyFile({ ...others, path: after.path })
  }
  if (after?.kind === 'variable' && before?.kind === 'variable' && after.name === before.name) {
    throw new StartError(
      `The variable ${after.name} holds the master key until now. Put the new one into another, and name that with --new-master-key.`,
    )
  }
  const masterKey = await openMasterKey({ ...others, setting: newSetting, wrappedBy: undefined })
  // A vault names a key as it was asked for: names there are the same in any letter case.
  if (masterKey.id.toLowerCase() === wrappedBy.toLowerCase()) throw sameMasterKey(masterKey)
  await rewrap(masterKey)
  return masterKey
}
