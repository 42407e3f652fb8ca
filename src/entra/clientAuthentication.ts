import { malformedRequest, OAuthError } from './oauthError.ts'
import { type Parameters, requireParameter } from './parameters.ts'

interface ClientAuthentication {
  readonly clientId: string
  readonly clientSecret: string
}

/**
 * Who an application says it is, and its secret: in the form, or in HTTP Basic as RFC 6749, 2.3.1 writes it. Neither
 * is checked yet.
 *
 * @throws OAuthError `MissingParameter`, `ClientSecretMissing`; `MalformedRequest` for both ways at once or for two
 * different applications.
 */
export const clientAuthentication = (form: Parameters, authorization: string | undefined): ClientAuthentication => {
  if (form.client_assertion) throw malformedRequest('A client_assertion is not supported here. Send a client_secret.')
  const basic = parseBasic(authorization)
  if (basic && form.client_secret) {
    throw malformedRequest(
      'The client secret is sent twice. Send it in the body or in the Authorization header, not in both.',
    )
  }
  if (basic && form.client_id && form.client_id.toLowerCase() !== basic.clientId.toLowerCase()) {
    throw malformedRequest('The client_id in the body is not the one in the Authorization header. Send one of them.')
  }
  const clientId = basic?.clientId || requireParameter(form, 'client_id')
  const clientSecret = basic?.clientSecret ?? form.client_secret
  if (clientSecret) return { clientId, clientSecret }
  throw new OAuthError(
    'ClientSecretMissing',
    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  )
}

/** Whether a request says who it is by HTTP Basic. */
export const usesBasic = (authorization: string | undefined): boolean => /^basic( |$)/i.test(authorization ?? '')

const parseBasic = (authorization: string | undefined): ClientAuthentication | undefined => {
  if (authorization === undefined || !usesBasic(authorization)) return undefined
  const text = Buffer.from(authorization.slice('basic '.length).trim(), 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 0) {
    throw malformedRequest(
      'The Authorization header is not Basic with base64 of the client id, a colon and the secret.',
    )
  }
  return { clientId: formDecode(text.slice(0, colon)), clientSecret: formDecode(text.slice(colon + 1)) }
}

/** Both are form-encoded before they are joined; a text that cannot have been is taken as it is. */
const formDecode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
