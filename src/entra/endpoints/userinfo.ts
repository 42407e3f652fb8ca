import type { JsonObject } from '../../core/json.ts'
import { issuerOf } from '../../core/token.ts'
import type { Endpoint, EndpointParts } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import { isGraphAudience } from '../tokens/resource.ts'

/**
 * Tells a client about the user who signed in, as the id token did; Graph has it in the real service.
 *
 * @see OpenID Connect Core 1.0, section 5.3
 */
export const userinfo = (method: 'GET' | 'POST'): Endpoint => ({
  method,
  path: '/oidc/userinfo',

  answer: async ({ headers, form }, parts) => {
    const claims = await requireClaims(parts, bearerOf(headers.authorization) ?? form.access_token)
    const scopes = String(claims.scp).split(' ')
    if (!scopes.includes('openid')) throw refused("The token does not have the scope 'openid'.")
    const { tid, oid, sub } = claims
    const user = await parts.store.read((tx) => tx.findPrincipalById(String(tid), String(oid)))
    if (user?.kind !== 'user') throw refused('The user that the token is about is gone.')
    return {
      sub,
      ...(scopes.includes('profile') && { name: user.displayName, preferred_username: user.name }),
      ...(scopes.includes('email') && { email: user.name }),
    }
  },
})

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

const refused = (reason: string): OAuthError =>
  new OAuthError('InvalidAccessToken', `The access token is not valid. ${reason}`, {
    challenge: `Bearer error="invalid_token", error_description="${reason}"`,
  })
