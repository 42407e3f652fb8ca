import type { Caller } from '../core/caller.ts'
import type { Effects } from '../core/effects.ts'
import type { JsonObject } from '../core/json.ts'
import type { Origins } from '../core/origins.ts'
import { claimedIssuer, type TrustedIssuer, type VerifyOutside, type VerifySignature } from '../core/token.ts'
import { outsideTokens } from './outsideTokens.ts'
import { ownTokens } from './ownTokens.ts'
import { type Authority, refusalsWith } from './unauthenticated.ts'

export interface Authentication {
  readonly origins: Origins
  readonly effects: Pick<Effects, 'now'>
  readonly verifySignature: VerifySignature
  /** Those whose tokens are taken beside the server's own. */
  readonly issuers: readonly TrustedIssuer[]
  readonly verifyOutside: VerifyOutside
}

/** What tokens of one issuer say, and what must be in them. A claim that is undefined is one that is not as it must be. */
export interface TokenRules {
  /** The claims of a token that is rightly signed. */
  readonly verify: VerifySignature
  /** The audiences that are taken, as a refusal names them. */
  readonly audiences: readonly string[]
  isForUs(claims: JsonObject): boolean
  notBefore(claims: JsonObject): unknown
  tenantId(claims: JsonObject): string | undefined
  objectId(claims: JsonObject): string | undefined
  /** How messages name the caller. */
  name(claims: JsonObject): string | undefined
}

/** How far two clocks may be apart before a token counts as not yet valid. */
const clockSkewSeconds = 300

/**
 * Who sends a request, by its bearer token: signature, audience, times, issuer and object id are looked at in that order.
 * Whether the tenant is the right one is `requireTenant`'s to say.
 *
 * @param header the `Authorization` header.
 * @throws CloudError one of the 401s, with the challenge of the real service; `ServiceUnavailable` where the token is one
 * of an issuer that cannot be reached.
 */
export const authenticate = async (
  authentication: Authentication,
  header: string | undefined,
  authority: Authority,
): Promise<Caller> => {
  const refuse = refusalsWith(authority)
  if (header === undefined) throw refuse.missing()
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? []
  if (!token) throw refuse.malformed()

  const rules = rulesFor(token, authentication)
  const claims = await rules.verify(token)
  if (!claims) throw refuse.invalid()
  if (!rules.isForUs(claims)) throw refuse.audience(claims.aud, rules.audiences)

  const now = authentication.effects.now()
  const seconds = now.getTime() / 1000
  const { exp } = claims
  const nbf = rules.notBefore(claims)
  if (typeof exp !== 'number' || typeof nbf !== 'number') throw refuse.invalid()
  if (exp <= seconds) throw refuse.expired(new Date(exp * 1000), now)
  if (nbf > seconds + clockSkewSeconds) throw refuse.invalid()

  const tenantId = rules.tenantId(claims)
  if (tenantId === undefined) throw refuse.invalid()
  const objectId = rules.objectId(claims)
  if (objectId === undefined) throw refuse.noObjectId()
  return { tenantId, objectId, name: rules.name(claims) ?? objectId }
}

/** By the issuer that the token says it has; the signature then shows whether that is true. */
const rulesFor = (token: string, authentication: Authentication): TokenRules => {
  const claimed = authentication.issuers.length > 0 ? claimedIssuer(token) : undefined
  const issuer = authentication.issuers.find((one) => one.issuer === claimed)
  return issuer ? outsideTokens(issuer, authentication) : ownTokens(authentication)
}
