import type { EndpointParts } from '../endpoint.ts'
import type { Version } from '../version.ts'
import type { Granted } from './granted.ts'
import { type AccessToken, issueAccessToken, issueIdToken } from './issueTokens.ts'
import { grantedScope } from './scopes.ts'

interface Replying {
  readonly version: Version
  readonly origin: string
  /** Whether the client wants `client_info`, by which MSAL keeps accounts apart. */
  readonly wantsClientInfo: boolean
}

/** The answer to a token request: v1 writes numbers as text and says more. Documented. */
export const tokenReply = async (
  parts: EndpointParts,
  granted: Granted,
  { version, origin, wantsClientInfo }: Replying,
): Promise<object> => {
  const { resource, user, principal } = granted
  const token = await issueAccessToken(parts, origin, granted)
  return {
    token_type: 'Bearer',
    ...(user && { scope: grantedScope(user, resource) }),
    ...(version === 'v2' ? secondsOf(token) : { ...textsOf(token), resource: resource.audience }),
    access_token: token.text,
    ...(user?.refreshToken !== undefined && { refresh_token: user.refreshToken }),
    ...(user?.oidcScopes.includes('openid') && { id_token: await issueIdToken(parts, origin, { granted }) }),
    ...(user && wantsClientInfo && { client_info: clientInfo(principal) }),
  }
}

const secondsOf = ({ lifetimeSeconds }: AccessToken): object => ({
  expires_in: lifetimeSeconds,
  ext_expires_in: lifetimeSeconds,
})

const textsOf = ({ lifetimeSeconds, issuedAt, expiresAt }: AccessToken): object => ({
  expires_in: String(lifetimeSeconds),
  ext_expires_in: String(lifetimeSeconds),
  expires_on: String(expiresAt),
  not_before: String(issuedAt),
})

/** Who the user is and where at home, as MSAL reads it. */
export const clientInfo = ({ objectId, tenantId }: Granted['principal']): string =>
  Buffer.from(JSON.stringify({ uid: objectId, utid: tenantId })).toString('base64url')
