import { shown } from '../../core/shown.ts'
import type { Client } from '../clients/client.ts'
import { OAuthError } from '../oauthError.ts'
import { missingParameter, type Parameters, requireParameter } from '../parameters.ts'
import { oidcScopesIn } from '../tokens/scopes.ts'
import type { Version } from '../version.ts'

/** What the browser brings back to the client. */
export interface ResponseType {
  readonly hasCode: boolean
  readonly hasIdToken: boolean
  readonly hasToken: boolean
}

/** In alphabetical order, as the order of the words says nothing. */
const served: readonly string[] = ['code', 'id_token', 'token', 'id_token token', 'code id_token']

/**
 * @throws OAuthError `UnsupportedResponseType` for one that nobody knows or that lacks the scope `openid`,
 * `TokenNotEnabled` and `IdTokenNotEnabled` for one that the client is not registered for (documented), and
 * `MissingParameter`.
 */
export const requireResponseType = (
  parameters: Parameters,
  version: Version,
  { registration: { allowsImplicitFlow } }: Client,
): ResponseType => {
  const given = requireParameter(parameters, 'response_type')
  const words = given.split(' ').filter(Boolean).sort()
  if (!served.includes(words.join(' '))) throw unsupported(`The response type '${shown(given)}' is not supported.`)
  const [hasCode, hasIdToken, hasToken] = ['code', 'id_token', 'token'].map((word) => words.includes(word))
  if (hasToken && !allowsImplicitFlow) throw notEnabled('TokenNotEnabled', 'token')
  if (hasIdToken && !allowsImplicitFlow) throw notEnabled('IdTokenNotEnabled', 'id_token')
  if (hasIdToken) requireForIdToken(parameters, version)
  return { hasCode: hasCode === true, hasIdToken: hasIdToken === true, hasToken: hasToken === true }
}

/** To v1 the scope is no news: it is older than scopes. */
const requireForIdToken = ({ scope = '', nonce }: Parameters, version: Version): void => {
  if (version === 'v2' && !oidcScopesIn(scope).includes('openid')) {
    throw unsupported("The response type 'id_token' requires the 'openid' scope.")
  }
  if (!nonce) throw missingParameter('nonce')
}

const unsupported = (reason: string): OAuthError =>
  new OAuthError('UnsupportedResponseType', `The app returned an unsupported response type. ${reason}`)

const notEnabled = (refusal: 'IdTokenNotEnabled' | 'TokenNotEnabled', word: string): OAuthError =>
  new OAuthError(refusal, `response_type '${word}' is not enabled for the application.`)
