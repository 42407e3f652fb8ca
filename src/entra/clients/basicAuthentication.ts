import { malformedRequest } from '../oauthError.ts'

interface BasicCredentials {
  readonly clientId: string
  readonly clientSecret: string
}

/** Whether a request says who it is by HTTP Basic. */
export const usesBasic = (authorization: string | undefined): boolean => /^basic( |$)/i.test(authorization ?? '')

/**
 * Who an application says it is in HTTP Basic, as RFC 6749, 2.3.1 writes it; undefined without.
 *
 * @throws OAuthError `MalformedRequest`.
 */
export const parseBasic = (authorization: string | undefined): BasicCredentials | undefined => {
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
