import type { JsonObject } from '../core/json.ts'
import type { Principal } from '../core/principal.ts'

interface AccessTokenRequest {
  readonly principal: Principal
  /** One text, never a list: Terraform reads no other. */
  readonly audience: string
  readonly issuer: string
  /** Seconds since 1970, and so the other. */
  readonly issuedAt: number
  readonly expiresAt: number
  /** Unique to this token. */
  readonly uti: string
}

/** The claims of a token for an application that signed in with a secret, as Resource Manager's real ones have them. */
export const applicationClaims = (request: AccessTokenRequest): JsonObject => {
  const { principal, audience, issuer, issuedAt, expiresAt, uti } = request
  return {
    aud: audience,
    iss: issuer,
    iat: issuedAt,
    nbf: issuedAt,
    exp: expiresAt,
    appid: principal.name,
    appidacr: '1',
    idp: issuer,
    idtyp: 'app',
    oid: principal.objectId,
    sub: principal.objectId,
    tid: principal.tenantId,
    uti,
    ver: '1.0',
  }
}
