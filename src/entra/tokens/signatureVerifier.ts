import type { CryptoKey } from 'jose'
import type { VerifySignature } from '../../core/token.ts'
import { rememberingVerifier } from '../../jwt/rememberingVerifier.ts'

/** Checks signatures against our own public keys, by `kid`. */
export const signatureVerifier = (publicKeys: ReadonlyMap<string, CryptoKey>): VerifySignature =>
  rememberingVerifier({
    algorithms: ['RS256'],
    keyOf: ({ kid = '' }) => {
      const key = publicKeys.get(kid)
      if (!key) throw new TypeError('not a key of ours')
      return key
    },
  })
