import type { Caller } from '../core/caller.ts'
import { claimedIssuer, clockSkewSeconds, isTime } from '../core/token.ts'
import type { Authentication, TokenRules } from './authentication.ts'
import { outsideTokens } from './outsideTokens.ts'
import { ownTokens } from './ownTokens.ts'
import { refusalsOfToken } from './refusedToken.ts'
import { type Authority, refusalsOfHeader } from './unauthenticated.ts'

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
  const token = requireBearer(header, authority)
  const refuse = refusalsOfToken(authority, token)
  const rules = rulesFor(token, authentication)
  const claims = await rules.verify(token)
  if (!claims) throw refuse.invalid(whyNotVerified(token, rules))
  if (!rules.isForUs(claims)) throw refuse.audience(claims.aud, rules.audiences)

  const now = authentication.effects.now()
  const seconds = now.getTime() / 1000
  const { exp } = claims
  const nbf = rules.notBefore(claims)
  if (!isTime(exp) || !isTime(nbf)) throw refuse.invalid('no exp, or an exp or nbf that is no time')
  if (exp <= seconds) throw refuse.expired(new Date(exp * 1000), now)
  if (nbf > seconds + clockSkewSeconds) throw refuse.invalid('not yet valid')

  const tenantId = rules.tenantId(claims)
  if (tenantId === undefined) throw refuse.invalid('issuer not that of its tenant')
  const objectId = rules.objectId(claims)
  if (objectId === undefined) throw refuse.noObjectId()
  return { tenantId, objectId, name: rules.name(claims) ?? objectId }
}

const requireBearer = (header: string | undefined, authority: Authority): string => {
  const refuse = refusalsOfHeader(authority)
  if (header === undefined) throw refuse.missing()
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? []
  if (!token) throw refuse.malformed()
  return token
}

const whyNotVerified = (token: string, rules: TokenRules): string => {
  const iss = claimedIssuer(token)
  if (iss === undefined) return 'not a JWT with an issuer'
  return rules.isIssuer(iss) ? 'signature not of a trusted key' : 'issuer not known'
}

/** By the issuer that the token says it has; the signature then shows whether that is true. */
const rulesFor = (token: string, authentication: Authentication): TokenRules => {
  const claimed = authentication.issuers.length > 0 ? claimedIssuer(token) : undefined
  const issuer = authentication.issuers.find((one) => one.issuer === claimed)
  return issuer ? outsideTokens(issuer, authentication) : ownTokens(authentication)
}
