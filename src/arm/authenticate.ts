import type { Caller } from '../core/caller.ts'
import type { Effects } from '../core/effects.ts'
import { CloudError, type CloudErrorCode } from '../core/errors.ts'
import type { JsonObject } from '../core/json.ts'
import type { Origins } from '../core/origins.ts'
import { formatUsDateTime } from '../core/timestamps.ts'
import { issuerOf, resourceManagerAudiences, type VerifySignature } from '../core/token.ts'

export interface Authentication {
  readonly origins: Origins
  readonly effects: Pick<Effects, 'now'>
  readonly verifySignature: VerifySignature
}

/** Where to get a good token, as the challenge of a refusal names it. */
export interface Authority {
  /** The one of the server's own that the request names. */
  readonly origin: string
  /** Undefined where any tenant is as good. */
  readonly tenantId: string | undefined
}

/** How far two clocks may be apart before a token counts as not yet valid. */
const clockSkewSeconds = 300

/**
 * Who sends a request, by its bearer token: signature, audience, times, issuer and object id are looked at in that order.
 * Whether the tenant is the right one is `requireTenant`'s to say.
 *
 * @param header the `Authorization` header.
 * @throws CloudError one of the 401s, with the challenge of the real service. Texts documented.
 */
export const authenticate = async (
  { origins, effects, verifySignature }: Authentication,
  header: string | undefined,
  authority: Authority,
): Promise<Caller> => {
  const refuse = refusalsWith(authority)
  if (header === undefined) throw refuse.missing()
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? []
  if (!token) throw refuse.malformed()

  const claims = await verifySignature(token)
  if (!claims) throw refuse.invalid()
  const audiences = resourceManagerAudiences(origins.all)
  if (typeof claims.aud !== 'string' || !audiences.includes(claims.aud)) throw refuse.audience(claims.aud)

  const now = effects.now()
  const seconds = now.getTime() / 1000
  if (typeof claims.exp !== 'number' || typeof claims.nbf !== 'number') throw refuse.invalid()
  if (claims.exp <= seconds) throw refuse.expired(new Date(claims.exp * 1000), now)
  if (claims.nbf > seconds + clockSkewSeconds) throw refuse.invalid()

  const { tid, oid } = claims
  if (typeof tid !== 'string' || !origins.all.some((origin) => claims.iss === issuerOf(origin, tid))) {
    throw refuse.invalid()
  }
  if (typeof oid !== 'string') throw refuse.noObjectId()
  return { tenantId: tid, objectId: oid, name: nameIn(claims) ?? oid }
}

/**
 * Refuses a caller of another tenant than that of the subscription.
 *
 * @throws CloudError `InvalidAuthenticationTokenTenant`. Recorded.
 */
export const requireTenant = (caller: Caller, authority: Authority): void => {
  const { origin, tenantId } = authority
  if (tenantId === undefined || caller.tenantId.toLowerCase() === tenantId.toLowerCase()) return
  throw new CloudError(
    'InvalidAuthenticationTokenTenant',
    `The access token is from the wrong issuer '${issuerOf(origin, caller.tenantId)}'. It must match the tenant ` +
      `'${issuerOf(origin, tenantId)}' associated with this subscription. Please use the authority (URL) '${urlOf(authority)}' to get ` +
      'the token. Note, if the subscription is transferred to another tenant there is no impact to the services, but ' +
      'information about new tenant could take time to propagate (up to an hour). If you just transferred your ' +
      'subscription and see this error message, please try back later.',
    {
      challenge: challengeOf(
        authority,
        'The access token is from the wrong issuer. It must match the tenant associated with this subscription. ' +
          'Please use correct authority to get the token.',
      ),
    },
  )
}

const nameIn = ({ upn, appid }: JsonObject): string | undefined =>
  [upn, appid].find((name): name is string => typeof name === 'string')

const urlOf = ({ origin, tenantId = 'common' }: Authority): string => `${origin}/${tenantId}`

const challengeOf = (authority: Authority, description: string): string =>
  `Bearer authorization_uri="${urlOf(authority)}", error="invalid_token", error_description="${description}"`

/** What is no text is shown as JSON, and neither at any length. */
const shown = (audience: unknown): string =>
  (typeof audience === 'string' ? audience : (JSON.stringify(audience) ?? '')).slice(0, 200)

/** Each way to be refused, with a challenge that says where a good token is to be had. */
const refusalsWith = (authority: Authority) => {
  const refusal = (code: CloudErrorCode, message: string, description = message): CloudError =>
    new CloudError(code, message, { challenge: challengeOf(authority, description) })
  return {
    missing: () =>
      refusal(
        'AuthenticationFailed',
        "Authentication failed. The 'Authorization' header is missing.",
        "The authentication failed because of missing 'Authorization' header.",
      ),
    malformed: () =>
      refusal(
        'AuthenticationFailedInvalidHeader',
        "Authentication failed. The 'Authorization' header is provided in an invalid format.",
      ),
    invalid: () => refusal('InvalidAuthenticationToken', 'The access token is invalid.'),
    audience: (audience: unknown) =>
      refusal(
        'InvalidAuthenticationTokenAudience',
        `The access token has been obtained for wrong audience or resource '${shown(audience)}'. It should exactly match with one ` +
          "of the allowed audiences 'https://management.core.windows.net/','https://management.core.windows.net'," +
          "'https://management.azure.com/','https://management.azure.com'.",
        'The access token has been obtained for wrong audience or resource.',
      ),
    expired: (expiry: Date, now: Date) =>
      refusal(
        'ExpiredAuthenticationToken',
        `The access token expiry UTC time '${formatUsDateTime(expiry)}' is earlier than current UTC time '${formatUsDateTime(now)}'.`,
        'The access token expiry UTC time is earlier than current UTC time.',
      ),
    noObjectId: () =>
      refusal(
        'InvalidAuthenticationToken',
        "The received access token is not valid: at least one of the claims 'puid' or 'altsecid' or 'oid' should be present. " +
          'If you are accessing as application please make sure service principal is properly created in the tenant.',
      ),
  }
}
