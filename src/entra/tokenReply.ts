import type { Version } from './version.ts'

interface IssuedToken {
  readonly accessToken: string
  readonly audience: string
  /** Seconds since 1970, and so the other. */
  readonly issuedAt: number
  readonly expiresAt: number
  readonly lifetimeSeconds: number
}

/** The answer to a token request: v1 writes numbers as text and says more. Documented. */
export const tokenReply = (version: Version, token: IssuedToken): object => {
  const { accessToken, audience, issuedAt, expiresAt, lifetimeSeconds: expiresIn } = token
  if (version === 'v2') {
    return { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: accessToken }
  }
  return {
    token_type: 'Bearer',
    expires_in: String(expiresIn),
    ext_expires_in: String(expiresIn),
    expires_on: String(expiresAt),
    not_before: String(issuedAt),
    resource: audience,
    access_token: accessToken,
  }
}
