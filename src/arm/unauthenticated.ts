import { CloudError, type CloudErrorCode } from '../core/errors.ts'
import { formatUsDateTime } from '../core/timestamps.ts'

/** Where to get a good token, as the challenge of a refusal names it. */
export interface Authority {
  /** The one of the server's own that the request names. */
  readonly origin: string
  /** Undefined where any tenant is as good. */
  readonly tenantId: string | undefined
}

/** Where a client is to sign in. */
export const authorityUrl = ({ origin, tenantId = 'common' }: Authority): string => `${origin}/${tenantId}`

/** What a refusal sends as `WWW-Authenticate`. Documented. */
export const challengeOf = (authority: Authority, description: string): string =>
  `Bearer authorization_uri="${authorityUrl(authority)}", error="invalid_token", error_description="${description}"`

/** What is no text is shown as JSON, and neither at any length. */
const shown = (audience: unknown): string =>
  (typeof audience === 'string' ? audience : (JSON.stringify(audience) ?? '')).slice(0, 200)

/** Each way to be refused for a token, with a challenge that says where a good one is to be had. Texts documented. */
export const refusalsWith = (authority: Authority) => {
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
    audience: (audience: unknown, allowed: readonly string[]) =>
      refusal(
        'InvalidAuthenticationTokenAudience',
        `The access token has been obtained for wrong audience or resource '${shown(audience)}'. It should exactly match with one ` +
          `of the allowed audiences ${allowed.map((one) => `'${one}'`).join(',')}.`,
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
