import { CloudError, type CloudErrorCode } from '../core/errors.ts'

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

/** Each way to be refused without a token, with a challenge that says where one is to be had. Texts documented. */
export const refusalsOfHeader = (authority: Authority) => {
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
  }
}
