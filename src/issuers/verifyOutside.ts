import type { Effects } from '../core/effects.ts'
import type { VerifyOutside } from '../core/token.ts'
import { PublishedKeys } from './publishedKeys.ts'

/** Checks tokens of other issuers, with the keys that each of them publishes. */
export const outsideVerifier = (effects: Pick<Effects, 'now'>): VerifyOutside => {
  // As many as somebody has named in a file, and no more.
  const known = new Map<string, PublishedKeys>()
  return async (token, issuer) => {
    const name = JSON.stringify([issuer.issuer, issuer.jwksUri])
    const keys = known.get(name) ?? new PublishedKeys(issuer, effects)
    known.set(name, keys)
    const keySet = await keys.for(token)
    const claims = await keySet.verify(token)
    return claims?.iss === issuer.issuer ? claims : undefined
  }
}
