import type { Version } from './version.ts'

interface IssuedToken {
  readonly accessToken: string
  readonly audience: string
  /** Seconds since 1970. */
  readonly issuedAt: number
  readonly lifetimeSeconds: number
}

/** The answer to a token request: v1 writes numbers as text and says more. Documented. */
export const tokenReply = (version: Version, token: IssuedToken): object => {
  const { accessToken, audience, issuedAt, lifetimeSeconds } = token
  // The second that has begun does not count, or a client would still use the token when it has just expired.
  const expiresIn = lifetimeSeconds - 1
  if (version === 'v2') {
    return { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: accessToken }
  }
  return {
    token_type: 'Bearer',
    expires_in: String(expiresIn),
    ext_expires_in: String(expiresIn),
    expires_on: String(issuedAt + lifetimeSeconds),
    not_before: String(issuedAt),
    resource: audience,
    access_token: accessToken,
  }
}
