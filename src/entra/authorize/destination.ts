import { devicePath } from '../device/devicePath.ts'
import { malformedRequest } from '../oauthError.ts'
import { parseParameters } from '../parameters.ts'
import { paths } from '../version.ts'
import type { AuthorizationRequest } from './authorizationRequest.ts'

/** Where the browser goes once its user has signed in. */
export interface Destination {
  /** Path and query on this server. */
  readonly continueTo: string
  /** Undefined for the page where codes of devices are typed. */
  readonly request?: AuthorizationRequest
}

const form = /^\/(?<tenantName>[\w.-]+)(?<path>\/oauth2(?:\/v2\.0)?\/authorize)$/

/**
 * Reads where a sign-in leads to: to an authorization request or to the page for devices, on this server, and nowhere
 * else.
 *
 * @throws OAuthError `MalformedRequest`, `DuplicatedParameter`.
 */
export const readDestination = (text: string | undefined, origin: string): Destination => {
  const url = text?.startsWith('/') ? URL.parse(text, origin) : null
  if (url?.origin !== origin) throw nowhere()
  const continueTo = url.pathname + url.search
  if (url.pathname === devicePath) return { continueTo }
  const { tenantName, path } = form.exec(url.pathname)?.groups ?? {}
  if (!tenantName) throw nowhere()
  const version = path === paths.v1.authorize ? 'v1' : 'v2'
  return { continueTo, request: { tenantName, version, parameters: parseParameters(url.search) } }
}

const nowhere = () => malformedRequest('The sign-in leads to no page of this server. Begin again where you came from.')
