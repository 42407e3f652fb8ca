import { createHash } from 'node:crypto'
import type { JsonObject } from '../../core/json.ts'
import type { Validity } from './accessTokenClaims.ts'
import type { Granted } from './granted.ts'
import { subjectOf } from './subject.ts'
import { userClaims } from './userClaims.ts'

/** What an id token that comes through the browser vouches for, so that nobody can put another in its place. */
export interface Beside {
  readonly accessToken?: string
  readonly code?: string
}

/**
 * The claims of an id token: who the user is, for the client alone. Its `aud` is no resource, so nobody takes it for more.
 * By its object id several clients know the same user; so that takes the scope `profile`, too. Documented.
 */
export const idTokenClaims = (granted: Granted, token: Validity & Beside): JsonObject => {
  const { principal, client, user } = granted
  const oidcScopes = user?.oidcScopes ?? []
  const { issuer, issuedAt, expiresAt, uti, accessToken, code } = token
  return {
    aud: client.clientId,
    iss: issuer,
    iat: issuedAt,
    nbf: issuedAt,
    exp: expiresAt,
    ...(accessToken !== undefined && { at_hash: halfHash(accessToken) }),
    auth_time: user?.authTime,
    ...(code !== undefined && { c_hash: halfHash(code) }),
    ...(user?.nonce !== undefined && { nonce: user.nonce }),
    ...userClaims(principal, oidcScopes),
    ...(oidcScopes.includes('profile') && { oid: principal.objectId, upn: principal.name }),
    sub: subjectOf(granted),
    tid: principal.tenantId,
    uti,
    ver: '2.0',
  }
}

/** OpenID Connect Core 1.0, 3.3.2.11: the left half of the hash that the token is signed with. */
const halfHash = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')
