import { OAuthError } from '../oauthError.ts'
import type { Parameters } from '../parameters.ts'

/**
 * Refuses what has its parameters elsewhere: OpenID Connect Core 1.0, section 6. To leave that unread would be to answer
 * another request than was signed.
 *
 * @throws OAuthError `RequestNotSupported`, `RequestUriNotSupported`.
 */
export const refuseRequestObject = ({ request, request_uri: requestUri }: Parameters): void => {
  if (request) throw new OAuthError('RequestNotSupported', "The parameter 'request' is not supported.")
  if (requestUri) throw new OAuthError('RequestUriNotSupported', "The parameter 'request_uri' is not supported.")
}
