import { scrypt, timingSafeEqual } from 'node:crypto'
import { isJsonObject } from '../core/json.ts'
import type { World } from './worldSchema.ts'

/** As slow as the hash of a secret: the secrets are in it. */
const cost = { N: 16_384, r: 8, p: 5 }

/**
 * A text that tells one world from another, whatever the order of their members: a salt and a hash. The hash is made of
 * the secrets, too, and therefore slowly: who steals it cannot cheaply guess a password that somebody chose.
 *
 * @param salt 16 random bytes.
 */
export const fingerprintOf = async (world: World, salt: Buffer): Promise<string> =>
  `${salt.toString('hex')}$${(await derive(world, salt)).toString('hex')}`

/** Whether a fingerprint was made of that world. */
export const isFingerprintOf = async (world: World, fingerprint: string): Promise<boolean> => {
  const [salt = '', hash = ''] = fingerprint.split('$')
  const derived = await derive(world, Buffer.from(salt, 'hex'))
  const kept = Buffer.from(hash, 'hex')
  return kept.length === derived.length && timingSafeEqual(kept, derived)
}

const derive = (world: World, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(JSON.stringify(inOrder(world)), salt, 32, cost, (error, hash) => (error ? reject(error) : resolve(hash)))
  })

/** The same members in one order. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!isJsonObject(value)) return value
  const names = Object.keys(value).sort()
  return Object.fromEntries(names.map((name) => [name, inOrder(value[name])]))
}
