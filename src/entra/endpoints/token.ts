import { shown } from '../../core/shown.ts'
import { requestedClientId } from '../clients/clientAuthentication.ts'
import type { Endpoint } from '../endpoint.ts'
import { authorizationCode } from '../grants/authorizationCode.ts'
import { clientCredentials } from '../grants/clientCredentials.ts'
import { deviceCode, deviceCodeGrantTypes } from '../grants/deviceCode.ts'
import type { Grant } from '../grants/grant.ts'
import { refreshToken } from '../grants/refreshToken.ts'
import { logRefusedSignIn } from '../logRefusedSignIn.ts'
import { OAuthError } from '../oauthError.ts'
import { requireParameter } from '../parameters.ts'
import { tokenReply } from '../tokens/tokenReply.ts'
import { paths, type Version } from '../version.ts'

const grants: ReadonlyMap<string, Grant> = new Map([
  ['authorization_code', authorizationCode],
  ['client_credentials', clientCredentials],
  ['refresh_token', refreshToken],
  ...deviceCodeGrantTypes.map((name) => [name, deviceCode] as const),
])

/** Gives out access tokens. Parameters that nobody knows are ignored, and so is the query. */
export const token = (version: Version): Endpoint => ({
  method: 'POST',
  path: `/:tenant${paths[version].token}`,

  answer: async (request, parts) => {
    const { form, origin } = request
    const grant = chooseGrant(requireParameter(form, 'grant_type'))
    const granted = await grant({ ...request, version }, parts).catch((error: unknown) => {
      if (isAboutProof(error)) logRefusedSignIn(request, { error, clientId: requestedClientId(request) })
      throw error
    })
    return tokenReply(parts, granted, { version, origin, wantsClientInfo: form.client_info === '1' })
  },
})

/** Whether the application has not shown who it is, or has tried to too often. A wrong parameter is neither. */
const isAboutProof = (error: unknown): error is OAuthError =>
  error instanceof OAuthError && ([401, 429].includes(error.status) || error.error === 'unauthorized_client')

const chooseGrant = (grantType: string): Grant => {
  const grant = grants.get(grantType)
  if (grant) return grant
  throw new OAuthError('UnsupportedGrantType', `The app requested an unsupported grant type '${shown(grantType)}'.`)
}
