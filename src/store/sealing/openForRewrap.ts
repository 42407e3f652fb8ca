import type { MasterKey } from '../../core/masterKey.ts'
import { saveKeyring } from '../keyringKeys.ts'
import type { Database } from '../sql.ts'
import type { KeyringNeeds } from './openKeyring.ts'
import { readKeyring } from './readKeyring.ts'
import { unwrapKeyring, wrapKeyring } from './wrapKeyring.ts'

interface RewrappableKeys {
  /** The id of the master key until now. */
  readonly wrappedBy: string
  /**
   * Has another master key wrap a fresh root key, under which all keys are wrapped, in one change: whoever has had the one
   * before can wrap none that would open.
   */
  rewrap(masterKey: MasterKey): Promise<void>
}

/**
 * Unwraps the keys of a store; undefined for one that has not been begun. They stay the same, and so does all that they
 * seal.
 *
 * @throws StartError for another master key than the one that they are wrapped by, and for keys that are missing or are not
 * what that one has wrapped.
 */
export const openForRewrap = async (
  db: Database,
  { openMasterKey, effects }: KeyringNeeds,
): Promise<RewrappableKeys | undefined> => {
  const kept = await readKeyring(db.reader)
  if (!kept) return undefined
  const { wrappedBy } = kept.rootKey
  const keys = await unwrapKeyring(kept, await openMasterKey(wrappedBy))
  return {
    wrappedBy,
    rewrap: async (other) => {
      const wrapped = await wrapKeyring(keys, other, effects)
      await db.change((session) => saveKeyring(session, wrapped))
    },
  }
}
