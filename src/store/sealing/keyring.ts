import { createHmac } from 'node:crypto'
import type { Effects } from '../../core/effects.ts'
import { seal, unseal } from '../../core/seal.ts'
import { SealBroken } from '../../core/sealBroken.ts'
import type { RingKey } from './ringKey.ts'
import type { Place, Sealing } from './sealing.ts'

/** So much of an HMAC-SHA-256: 128 bits, which two keys never share by chance. */
const fingerprintDigits = 32

/** The keys of a store, unwrapped. They are in memory alone. */
export class Keyring implements Sealing {
  readonly #effects: Pick<Effects, 'randomBytes'>
  #keys: readonly RingKey[]

  /** @param keys oldest first: the one of fingerprints, and one at least that seals. */
  constructor(keys: readonly RingKey[], effects: Pick<Effects, 'randomBytes'>) {
    this.#keys = keys
    this.#effects = effects
  }

  fingerprint(...purposeAndParts: readonly string[]): string {
    const { key } = this.#find((one) => one.purpose === 'fingerprint')
    return createHmac('sha256', key).update(JSON.stringify(purposeAndParts)).digest('hex').slice(0, fingerprintDigits)
  }

  seal(place: Place, text: string): string {
    const { id, key } = this.newest
    return `${id}.${seal(key, { place: nameOf(place), text }, this.#effects)}`
  }

  unseal(place: Place, sealed: string): string {
    const [id, ...rest] = sealed.split('.')
    const dataKey = this.#keys.find((one) => one.id === id && one.purpose === 'data')
    const text = dataKey && unseal(dataKey.key, nameOf(place), rest.join('.'))
    if (text === undefined) throw new SealBroken(place.what)
    return text
  }

  /** All of them, oldest first. */
  get keys(): readonly RingKey[] {
    return this.#keys
  }

  /** The one that seals. */
  get newest(): RingKey {
    return this.#find((one) => one.purpose === 'data')
  }

  /** From now on these are the keys: the newest one of them seals. */
  replace(keys: readonly RingKey[]): void {
    this.#keys = keys
  }

  #find(isIt: (key: RingKey) => boolean): RingKey {
    const found = this.#keys.findLast(isIt)
    if (!found) throw new TypeError('A keyring has a key of each kind.')
    return found
  }
}

const nameOf = ({ table, column, key }: Place): string => JSON.stringify([table, column, ...key])
