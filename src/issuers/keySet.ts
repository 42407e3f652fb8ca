import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet } from 'jose'
import type { JsonObject } from '../core/json.ts'
import { rememberingVerifier } from '../jwt/rememberingVerifier.ts'

/** The published keys of one issuer, as they were at one moment. */
export interface KeySet {
  /** Whether the key is there that a token names; a token that names none may be of any. */
  knows(token: string): boolean
  /** The claims of a token that one of the keys has signed. */
  verify(token: string): Promise<JsonObject | undefined>
}

/** Public-key signatures alone: an algorithm with a shared secret would make a secret of the published key. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

/**
 * Checks signatures with the keys of a JWKS, chosen by `kid` and algorithm; what a token's header brings along or points
 * to (`jwk`, `jku`, `x5c`, `x5u`) is not looked at. That a signature was good is remembered for as long as the set is.
 *
 * @throws Error for what is no JWKS.
 */
export const keySetOf = (jwks: JSONWebKeySet): KeySet => {
  const kids = new Set(jwks.keys.map(({ kid }) => kid))
  return {
    knows: (token) => {
      const kid = kidOf(token)
      return kid === undefined || kids.has(kid)
    },
    verify: rememberingVerifier({ algorithms, keyOf: createLocalJWKSet(jwks) }),
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
