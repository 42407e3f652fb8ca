import type { Effects } from '../../core/effects.ts'
import { type MasterKey, spoiltKeyring } from '../../core/masterKey.ts'
import type { Resealed } from '../../core/store.ts'
import { deleteKey, saveKeyring } from '../keyringKeys.ts'
import type { Database, Session } from '../sql.ts'
import type { Keyring } from './keyring.ts'
import { readKeyring } from './readKeyring.ts'
import { reseal } from './reseal.ts'
import { newRingKey, type RingKey } from './ringKey.ts'
import { wrapKeyring } from './wrapKeyring.ts'

interface Rotation {
  readonly keyring: Keyring
  readonly masterKey: MasterKey
  readonly effects: Pick<Effects, 'newId' | 'randomBytes'>
}

/**
 * Adds a fresh data key, with all keys under a fresh root key, seals everything with it, and forgets the data keys before
 * it, but for those that something broken names: it may open once more when its row is put back. In the end nothing of what
 * was forgotten, or was sealed before, is in the files of the database.
 *
 * @throws StartError when the root key cannot be wrapped, or the kept keys are not those that were opened; StoreError.
 */
export const rotateDataKey = async (db: Database, { keyring, masterKey, effects }: Rotation): Promise<Resealed> => {
  const before = keyring.keys
  const keys = [...before, newRingKey('data', before, effects)]
  const wrapped = await wrapKeyring(keys, masterKey, effects)
  await db.change(async (session) => {
    await requireKept(session, before)
    await saveKeyring(session, wrapped)
  })
  keyring.replace(keys)
  const { resealed, broken } = await reseal(db, keyring)
  await forgetBut(db, keyring, new Set(broken.map(({ keyId }) => keyId)))
  await db.scrub()
  return { resealed, broken: broken.map(({ what }) => what) }
}

/** What is written over must be what is in memory: else another's keys would be lost, and all that they seal. */
const requireKept = async (session: Session, keys: readonly RingKey[]): Promise<void> => {
  const kept = await readKeyring(session)
  const isSame = kept?.keys.length === keys.length && keys.every(({ id }, index) => kept.keys[index]?.id === id)
  if (!isSame) throw spoiltKeyring()
}

const forgetBut = async (db: Database, keyring: Keyring, needed: ReadonlySet<string>): Promise<void> => {
  const { keys, newest } = keyring
  const isKept = (key: RingKey): boolean => key.purpose !== 'data' || key === newest || needed.has(key.id)
  await db.change(async (session) => {
    for (const key of keys) if (!isKept(key)) await deleteKey(session, key.id)
  })
  keyring.replace(keys.filter(isKept))
}
