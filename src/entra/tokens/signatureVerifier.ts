import { createHash } from 'node:crypto'
import type { CryptoKey } from 'jose'
import { BoundedMemory } from '../../core/boundedMemory.ts'
import type { JsonObject } from '../../core/json.ts'
import type { VerifySignature } from '../../core/token.ts'
import { signedClaims } from '../../jwt/signedClaims.ts'

/** Our own tokens have about a thousand characters; nobody need hash a longer text. */
const maxTokenLength = 8192
const maxRemembered = 10_000

/**
 * Checks signatures against our own public keys, by `kid`. That a signature was good is remembered, by the SHA-256 of
 * the whole token; a bad one never is, so that nobody can fill the memory without a key of ours.
 */
export const signatureVerifier = (publicKeys: ReadonlyMap<string, CryptoKey>): VerifySignature => {
  const good = new BoundedMemory<JsonObject>(maxRemembered)
  const keyOf = ({ kid = '' }: { readonly kid?: string }): CryptoKey => {
    const key = publicKeys.get(kid)
    if (!key) throw new TypeError('not a key of ours')
    return key
  }
  return async (token) => {
    if (token.length > maxTokenLength) return undefined
    const digest = createHash('sha256').update(token).digest('base64')
    const known = good.get(digest)
    if (known) return known
    const claims = await signedClaims(token, { algorithms: ['RS256'], keyOf })
    if (claims) good.set(digest, claims)
    return claims
  }
}
