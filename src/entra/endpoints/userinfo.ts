import type { JsonObject } from '../../core/json.ts'
import { issuerOf } from '../../core/token.ts'
import type { Endpoint, EndpointParts } from '../endpoint.ts'
import { malformedRequest, OAuthError } from '../oauthError.ts'
import type { Parameters } from '../parameters.ts'
import { isGraphAudience } from '../tokens/resource.ts'
import { userClaims } from '../tokens/userClaims.ts'

/**
 * Tells a client about the user who signed in, as the id token did; Graph has it in the real service.
 *
 * @see OpenID Connect Core 1.0, section 5.3
 */
export const userinfo = (method: 'GET' | 'POST'): Endpoint => ({
  method,
  path: '/oidc/userinfo',

  answer: async ({ headers, form }, parts) => {
    const claims = await requireClaims(parts, presentedToken(headers.authorization, form))
    const scopes = String(claims.scp).split(' ')
    if (!scopes.includes('openid')) throw insufficientScope()
    const { tid, oid, sub } = claims
    const user = await parts.store.read((tx) => tx.findPrincipalById(String(tid), String(oid)))
    if (user?.kind !== 'user') throw refused('The user that the token is about is gone.')
    return { sub, ...userClaims(user, scopes) }
  },
})

/** @throws OAuthError `MalformedRequest` for one in each place. RFC 6750, 2. */
const presentedToken = (
  authorization: string | undefined,
  { access_token: inForm }: Parameters,
): string | undefined => {
  const inHeader = bearerOf(authorization)
  if (!inHeader || !inForm) return inHeader ?? inForm
  throw malformedRequest('The access token is sent twice. Send it in the Authorization header, or in the form.', {
    challenge: 'Bearer error="invalid_request"',
  })
}

const bearerOf = (authorization: string | undefined): string | undefined =>
  /^bearer +(?<token>\S+)$/i.exec(authorization ?? '')?.groups?.token

const requireClaims = async (parts: EndpointParts, token: string | undefined): Promise<JsonObject> => {
  if (!token) throw missing()
  const claims = await parts.signingKeys.verifySignature(token)
  if (!claims) throw refused('Its signature is not one of this server.')
  const { origins, effects } = parts
  const { iss, tid, aud, nbf, exp } = claims
  if (!origins.all.some((origin) => iss === issuerOf(origin, String(tid)))) throw refused('Its issuer is another.')
  if (!isGraphAudience(aud, origins)) throw refused('Its audience is not Microsoft Graph.')
  const now = effects.now().getTime() / 1000
  if (typeof nbf !== 'number' || typeof exp !== 'number' || nbf > now || exp <= now)
    throw refused('It is not good now.')
  return claims
}

/** RFC 6750, 3.1: who has not tried is told no error. */
const missing = (): OAuthError =>
  new OAuthError('InvalidAccessToken', 'There is no access token in the request.', { challenge: 'Bearer' })

const insufficientScope = (): OAuthError =>
  new OAuthError('InsufficientScope', "The access token does not have the scope 'openid'.", {
    challenge: 'Bearer error="insufficient_scope", scope="openid"',
  })

const refused = (reason: string): OAuthError =>
  new OAuthError('InvalidAccessToken', `The access token is not valid. ${reason}`, {
    challenge: `Bearer error="invalid_token", error_description="${reason}"`,
  })
