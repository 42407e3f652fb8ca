import { createHash } from 'node:crypto'
import { BoundedMemory } from '../core/boundedMemory.ts'
import type { JsonObject } from '../core/json.ts'
import { type Checking, maxTokenLength, signedClaims } from './signedClaims.ts'

const maxRemembered = 10_000

/**
 * Answers as `signedClaims` does. That a signature was good is remembered, by the SHA-256 of the whole token, for as long
 * as the verifier is; a bad one never is, so that nobody can fill the memory without a key.
 */
export const rememberingVerifier = (checking: Checking): ((token: string) => Promise<JsonObject | undefined>) => {
  const good = new BoundedMemory<JsonObject>(maxRemembered)
  return async (token) => {
    if (token.length > maxTokenLength) return undefined
    const digest = createHash('sha256').update(token).digest('base64')
    const known = good.get(digest)
    if (known) return known
    const claims = await signedClaims(token, checking)
    if (claims) good.set(digest, claims)
    return claims
  }
}
