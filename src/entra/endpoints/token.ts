import { issuerOf } from '../../core/token.ts'
import { applicationClaims } from '../accessToken.ts'
import type { Endpoint } from '../endpoint.ts'
import { clientCredentials } from '../grants/clientCredentials.ts'
import type { Grant } from '../grants/grant.ts'
import { OAuthError } from '../oauthError.ts'
import { requireParameter } from '../parameters.ts'
import { shown } from '../shown.ts'
import { tokenReply } from '../tokenReply.ts'
import { paths, type Version } from '../version.ts'

const grants: ReadonlyMap<string, Grant> = new Map([['client_credentials', clientCredentials]])

/** Gives out access tokens. Parameters that nobody knows are ignored, and so is the query. */
export const token = (version: Version): Endpoint => ({
  method: 'POST',
  path: `/:tenant${paths[version].token}`,

  answer: async (request, parts) => {
    const grant = chooseGrant(requireParameter(request.form, 'grant_type'))
    const { principal, audience } = await grant({ ...request, version }, parts)

    const { effects, signingKeys, tokenLifetimeSeconds: lifetimeSeconds } = parts
    const now = effects.now().getTime() / 1000
    const issuedAt = Math.floor(now)
    // Rounded up: it is good for at least as long as the answer says.
    const expiresAt = Math.ceil(now + lifetimeSeconds)
    const issuer = issuerOf(request.origin, principal.tenantId)
    const uti = effects.randomBytes(16).toString('base64url')
    const claims = applicationClaims({ principal, audience, issuer, issuedAt, expiresAt, uti })
    const accessToken = await signingKeys.sign(claims)
    return tokenReply(version, { accessToken, audience, issuedAt, expiresAt, lifetimeSeconds })
  },
})

const chooseGrant = (grantType: string): Grant => {
  const grant = grants.get(grantType)
  if (grant) return grant
  throw new OAuthError('UnsupportedGrantType', `The app requested an unsupported grant type '${shown(grantType)}'.`)
}
