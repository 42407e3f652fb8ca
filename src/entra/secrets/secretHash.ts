import { scrypt, timingSafeEqual } from 'node:crypto'
import type { RandomBytes } from '../../core/effects.ts'

interface Cost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** OWASP's recommendation for 16 MiB a hash. Kept within each hash, so that it can be raised for new ones. */
const cost: Cost = { N: 16_384, r: 8, p: 5 }

const form = /^scrypt\$(?<N>\d{1,6})\$(?<r>\d{1,2})\$(?<p>\d{1,2})\$(?<salt>[\w-]{22,86})\$(?<hash>[\w-]{43})$/

/** Hashes a secret that a person chose, off the main thread: `scrypt$N$r$p$salt$hash`, the last two in base64url. */
export const hashSecret = async (secret: string, randomBytes: RandomBytes): Promise<string> => {
  const salt = randomBytes(16)
  const hash = await derive(secret, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** As dear to check as any, and no secret's: for whom nobody knows. */
export const nobodysHash = ['scrypt', cost.N, cost.r, cost.p, 'A'.repeat(22), 'A'.repeat(43)].join('$')

/**
 * Whether a secret is the one that was hashed, in a time that does not tell how near it is. Costs as much as hashing.
 *
 * @throws Error for a text that `hashSecret` cannot have made.
 */
export const verifySecret = async (secret: string, kept: string): Promise<boolean> => {
  const { N, r, p, salt = '', hash = '' } = form.exec(kept)?.groups ?? {}
  if (!hash) throw new Error('A kept hash of a secret is not of the form scrypt$N$r$p$salt$hash.')
  const derived = await derive(secret, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) })
  return timingSafeEqual(derived, Buffer.from(hash, 'base64url'))
}

const derive = (secret: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, { N, r, p }, (error, key) => (error ? reject(error) : resolve(key)))
  })
