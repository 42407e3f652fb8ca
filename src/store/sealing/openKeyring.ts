import type { Effects } from '../../core/effects.ts'
import type { MasterKey } from '../../core/masterKey.ts'
import type { Resealed } from '../../core/store.ts'
import { saveKeyring, type WrappedKeyring } from '../keyringKeys.ts'
import type { Database } from '../sql.ts'
import { Keyring } from './keyring.ts'
import { oneAtATime } from './oneAtATime.ts'
import { readKeyring } from './readKeyring.ts'
import { newRingKey, type RingKey } from './ringKey.ts'
import { rotateDataKey } from './rotateDataKey.ts'
import { unwrapKeyring, wrapKeyring } from './wrapKeyring.ts'

export interface KeyringNeeds {
  /**
   * Asked once the store is open.
   *
   * @param wrappedBy the id of the master key that the store needs; undefined for one that needs none yet.
   */
  openMasterKey(wrappedBy: string | undefined): Promise<MasterKey>
  readonly effects: Pick<Effects, 'newId' | 'randomBytes'>
}

interface OpenKeyring {
  readonly keyring: Keyring
  /** Seals everything with a fresh key, and forgets those before it, but for those that something broken names. */
  rotate(): Promise<Resealed>
}

/**
 * Opens the keys of a store, and makes the first ones for one that has not been begun.
 *
 * @throws StartError for another master key than the one that they are wrapped by, and for keys that are missing or are not
 * what that one has wrapped.
 */
export const openKeyring = async (db: Database, { openMasterKey, effects }: KeyringNeeds): Promise<OpenKeyring> => {
  const kept = await readKeyring(db.reader)
  const masterKey = await openMasterKey(kept?.rootKey.wrappedBy)
  const wrapped = kept ?? (await keepFirst(db, await wrapKeyring(firstKeys(effects), masterKey, effects)))
  const keyring = new Keyring(await unwrapKeyring(wrapped, masterKey), effects)
  return { keyring, rotate: oneAtATime(() => rotateDataKey(db, { keyring, masterKey, effects })) }
}

const firstKeys = (effects: KeyringNeeds['effects']): readonly RingKey[] => {
  const fingerprintKey = newRingKey('fingerprint', [], effects)
  return [fingerprintKey, newRingKey('data', [fingerprintKey], effects)]
}

/** Keeps the keys unless another program was faster; answers with what is kept then. */
const keepFirst = (db: Database, keyring: WrappedKeyring): Promise<WrappedKeyring> =>
  db.change(async (session) => {
    const kept = await readKeyring(session)
    if (!kept) await saveKeyring(session, keyring)
    return kept ?? keyring
  })
