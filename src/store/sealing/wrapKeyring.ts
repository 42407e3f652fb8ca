import { createSecretKey } from 'node:crypto'
import type { Effects } from '../../core/effects.ts'
import { keyBytes, type MasterKey, spoiltKeyring } from '../../core/masterKey.ts'
import { seal, unseal } from '../../core/seal.ts'
import type { WrappedKey, WrappedKeyring } from '../keyringKeys.ts'
import type { RingKey } from './ringKey.ts'

/**
 * Wraps keys under a fresh root key, and that one by the master key. What an earlier root key has wrapped opens under no
 * other, so that none of it can be put back among these.
 *
 * @throws StartError when a vault cannot be reached, or refuses.
 */
export const wrapKeyring = async (
  keys: readonly RingKey[],
  masterKey: MasterKey,
  { randomBytes }: Pick<Effects, 'randomBytes'>,
): Promise<WrappedKeyring> => {
  const rootKey = randomBytes(keyBytes)
  return {
    rootKey: { wrapped: await masterKey.wrap(rootKey), wrappedBy: masterKey.id },
    keys: keys.map(({ id, purpose, number, key }) => {
      const text = key.export().toString('base64')
      const wrapped = seal(rootKey, { place: placeOf({ id, purpose, number }), text }, { randomBytes })
      return { id, purpose, number, wrapped }
    }),
  }
}

/**
 * The keys that were wrapped, oldest first.
 *
 * @throws StartError for another master key than the one that has wrapped the root key, and for a key that this root key
 * has not wrapped for that id, purpose and number.
 */
export const unwrapKeyring = async ({ rootKey, keys }: WrappedKeyring, masterKey: MasterKey): Promise<RingKey[]> => {
  const opener = createSecretKey(await masterKey.unwrap(rootKey))
  return keys.map((kept) => {
    const bytes = Buffer.from(unseal(opener, placeOf(kept), kept.wrapped) ?? '', 'base64')
    if (bytes.length !== keyBytes) throw spoiltKeyring()
    const { id, purpose, number } = kept
    return { id, purpose, number, key: createSecretKey(bytes) }
  })
}

const placeOf = ({ id, purpose, number }: Omit<WrappedKey, 'wrapped'>): string =>
  JSON.stringify(['keyring_keys', id, purpose, number])
