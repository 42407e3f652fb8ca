import { createHash } from 'node:crypto'
import { type CryptoKey, compactVerify, type JWTHeaderParameters } from 'jose'
import { isJsonObject, type JsonObject } from '../core/json.ts'
import type { VerifySignature } from '../core/token.ts'
import { BoundedMemory } from './boundedMemory.ts'

/** Our own tokens have about a thousand characters; nobody need hash a longer text. */
const maxTokenLength = 8192
const maxRemembered = 10_000

/**
 * Checks signatures against our own public keys, by `kid`. That a signature was good is remembered, by the SHA-256 of
 * the whole token; a bad one never is, so that nobody can fill the memory without a key of ours.
 */
export const signatureVerifier = (publicKeys: ReadonlyMap<string, CryptoKey>): VerifySignature => {
  const good = new BoundedMemory<JsonObject>(maxRemembered)
  return async (token) => {
    if (token.length > maxTokenLength || !isCanonical(token)) return undefined
    const digest = createHash('sha256').update(token).digest('base64')
    const known = good.get(digest)
    if (known) return known
    const claims = await verify(token, publicKeys)
    if (claims) good.set(digest, claims)
    return claims
  }
}

/** The last character of base64url has bits to spare: other texts with the same bytes are no tokens of ours. */
const isCanonical = (token: string): boolean =>
  token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)

/** Bad tokens fail in many ways, and all of them mean the same: it was not us who signed this. */
const verify = async (token: string, publicKeys: ReadonlyMap<string, CryptoKey>): Promise<JsonObject | undefined> => {
  try {
    const keyOf = (header: Partial<JWTHeaderParameters>): CryptoKey => chooseKey(header, publicKeys)
    const { payload } = await compactVerify(token, keyOf, { algorithms: ['RS256'] })
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
    return isJsonObject(claims) ? Object.freeze(claims) : undefined
  } catch {
    return undefined
  }
}

/** We never send `crit`, and so a token with it is not ours, whatever it asks for. */
const chooseKey = ({ kid, crit }: Partial<JWTHeaderParameters>, keys: ReadonlyMap<string, CryptoKey>): CryptoKey => {
  const key = kid === undefined ? undefined : keys.get(kid)
  if (!key || crit !== undefined) throw new TypeError('not a token of ours')
  return key
}
