import { malformedRequest } from '../oauthError.ts'
import { parseParameters } from '../parameters.ts'
import { paths } from '../version.ts'
import type { Asked } from './asking.ts'

/** What somebody signs in for. */
export interface Goal {
  /** Path and query on this server. */
  readonly continueTo: string
  /** Undefined for the page where codes of devices are typed. */
  readonly asked?: Asked
}

const form = /^\/(?<tenantName>[\w.-]+)(?<path>\/oauth2(?:\/v2\.0)?\/authorize)$/

/**
 * Reads where a sign-in leads to: to an authorization request or to `/device`, on this server, and nowhere else.
 *
 * @throws OAuthError `MalformedRequest`, `DuplicatedParameter`.
 */
export const readGoal = (text: string | undefined, origin: string): Goal => {
  const url = text?.startsWith('/') ? URL.parse(text, origin) : null
  if (url?.origin !== origin) throw nowhere()
  const continueTo = url.pathname + url.search
  if (url.pathname === '/device') return { continueTo }
  const { tenantName, path } = form.exec(url.pathname)?.groups ?? {}
  if (!tenantName) throw nowhere()
  const version = path === paths.v1.authorize ? 'v1' : 'v2'
  return { continueTo, asked: { tenantName, version, parameters: parseParameters(url.search) } }
}

const nowhere = () => malformedRequest('The sign-in leads to no page of this server. Begin again where you came from.')
