import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Effects } from '../../core/effects.ts'
import { keyBytes } from '../../core/masterKey.ts'
import type { WrappedKey } from '../keyringKeys.ts'

/** A key of the ring, unwrapped. It is in memory alone. */
export interface RingKey extends Pick<WrappedKey, 'id' | 'number' | 'purpose'> {
  readonly key: KeyObject
}

/** A fresh key, newer than those. */
export const newRingKey = (
  purpose: RingKey['purpose'],
  others: readonly RingKey[],
  { newId, randomBytes }: Pick<Effects, 'newId' | 'randomBytes'>,
): RingKey => ({
  // It stands before a full stop in all that the key seals.
  id: newId().replaceAll('-', ''),
  purpose,
  number: Math.max(0, ...others.map(({ number }) => number)) + 1,
  key: createSecretKey(randomBytes(keyBytes)),
})
