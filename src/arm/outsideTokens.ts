import { CloudError } from '../core/errors.ts'
import { isGuid } from '../core/guid.ts'
import { IssuerUnavailable } from '../core/issuerUnavailable.ts'
import type { JsonObject } from '../core/json.ts'
import { uuidOfUrl, uuidWithin } from '../core/nameBasedUuid.ts'
import { shown } from '../core/shown.ts'
import { audiencesIn, type TrustedIssuer } from '../core/token.ts'
import type { Authentication, TokenRules } from './authentication.ts'

const maxNameLength = 256
/** In UTF-16 units; OpenID Connect allows 255 characters of ASCII. */
const maxSubjectLength = 255

/**
 * Tokens of an issuer of somebody else's. Its callers are of the tenant that the list of issuers names, whatever the token
 * says of tenants.
 */
export const outsideTokens = (issuer: TrustedIssuer, { verifyOutside }: Authentication): TokenRules => ({
  verify: async (token) => {
    try {
      return await verifyOutside(token, issuer)
    } catch (error) {
      throw error instanceof IssuerUnavailable ? cannotBeChecked(error) : error
    }
  },
  isIssuer: (iss) => iss === issuer.issuer,
  audiences: issuer.audiences,
  isForUs: (claims) => audiencesIn(claims).some((audience) => issuer.audiences.includes(audience)),
  // Only `exp` must be there, by the profile of OAuth 2.0 for access tokens: RFC 9068, 2.2.
  notBefore: ({ nbf = 0 }) => nbf,
  tenantId: () => issuer.tenantId,
  objectId: (claims) => objectIdIn(claims, issuer),
  name: nameIn,
})

/**
 * What role assignments name the caller by: `oid`, else `sub`, where these are GUIDs, as Entra's are. Any other `sub` has
 * a UUID of its own: version 5, of the `sub` in the namespace that is the UUID of the issuer's URL. One that is too long is
 * refused, and so is one with half a character in it: as bytes, all of these would be the same.
 */
const objectIdIn = ({ oid, sub }: JsonObject, { issuer }: TrustedIssuer): string | undefined => {
  const guid = [oid, sub].find((id): id is string => typeof id === 'string' && isGuid(id))
  if (guid !== undefined) return guid.toLowerCase()
  return isSubject(sub) ? uuidWithin(uuidOfUrl(issuer), sub) : undefined
}

const isSubject = (sub: unknown): sub is string =>
  typeof sub === 'string' && sub !== '' && sub.length <= maxSubjectLength && sub.isWellFormed()

/** Of a person, then of an application, in the words of Entra and of OpenID Connect. It proves nothing: who calls may have chosen it. */
const nameIn = ({ upn, preferred_username, appid, azp, sub }: JsonObject): string | undefined => {
  const name = [upn, preferred_username, appid, azp, sub].find((one) => typeof one === 'string' && one !== '')
  return typeof name === 'string' ? shown(name, maxNameLength) : undefined
}

/** It may be a good token: to call it a bad one would have people look for a mistake of theirs. */
const cannotBeChecked = (cause: IssuerUnavailable): CloudError =>
  new CloudError('ServiceUnavailable', 'The issuer of the access token cannot be reached to check it. Please retry.', {
    retryAfterSeconds: cause.retryAfterSeconds,
    cause,
  })
