import { createHash } from 'node:crypto'
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet } from 'jose'
import { BoundedMemory } from '../core/boundedMemory.ts'
import type { JsonObject } from '../core/json.ts'
import { signedClaims } from '../jwt/signedClaims.ts'

/** The published keys of one issuer, as they were at one moment. */
export interface KeySet {
  /** Whether the key is there that a token names; a token that names none may be of any. */
  knows(token: string): boolean
  /** The claims of a token that one of the keys has signed. */
  verify(token: string): Promise<JsonObject | undefined>
}

/** Public-key signatures alone: an algorithm with a shared secret would make a secret of the published key. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

const maxRemembered = 10_000

/**
 * Checks signatures with the keys of a JWKS, chosen by `kid` and algorithm; what a token's header brings along or points
 * to (`jwk`, `jku`, `x5c`, `x5u`) is not looked at. That a signature was good is remembered for as long as the set is.
 *
 * @throws Error for what is no JWKS.
 */
export const keySetOf = (jwks: JSONWebKeySet): KeySet => {
  const keyOf = createLocalJWKSet(jwks)
  const kids = new Set(jwks.keys.map(({ kid }) => kid))
  const good = new BoundedMemory<JsonObject>(maxRemembered)
  return {
    knows: (token) => {
      const kid = kidOf(token)
      return kid === undefined || kids.has(kid)
    },
    verify: async (token) => {
      const digest = createHash('sha256').update(token).digest('base64')
      const known = good.get(digest)
      if (known) return known
      const claims = await signedClaims(token, { algorithms, keyOf })
      if (claims) good.set(digest, claims)
      return claims
    },
  }
}

/** Undefined for a text that is no token, too: no other key would make it one. */
const kidOf = (token: string): string | undefined => {
  try {
    return decodeProtectedHeader(token).kid
  } catch {
    return undefined
  }
}
