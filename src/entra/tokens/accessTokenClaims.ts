import type { JsonObject } from '../../core/json.ts'
import type { Principal } from '../../core/principal.ts'
import type { Granted } from './granted.ts'
import { scpOf } from './scopes.ts'
import { subjectOf } from './subject.ts'

/** What of a token is not said by what was granted. Times are seconds since 1970. */
export interface Validity {
  readonly issuer: string
  readonly issuedAt: number
  readonly expiresAt: number
  /** Unique to this token. */
  readonly uti: string
}

/** How an application has shown who it is, as `appidacr` has it. Documented. */
const appidacr = { none: '0', secret: '1', assertion: '2' } as const

/** The claims of an access token, as Resource Manager's real ones have them: for a user, or for an application itself. */
export const accessTokenClaims = (granted: Granted, { issuer, issuedAt, expiresAt, uti }: Validity): JsonObject => {
  const { principal, resource, client, user } = granted
  return {
    aud: resource.audience,
    iss: issuer,
    iat: issuedAt,
    nbf: issuedAt,
    exp: expiresAt,
    ...(user && { acr: '1', amr: ['pwd'] }),
    appid: client.clientId,
    appidacr: appidacr[client.proof],
    idp: issuer,
    idtyp: user ? 'user' : 'app',
    ...(user && { name: principal.displayName }),
    oid: principal.objectId,
    ...(user ? { scp: scpOf(user, resource) } : rolesOf(principal)),
    sub: subjectOf(granted),
    tid: principal.tenantId,
    ...(user && { unique_name: principal.name, upn: principal.name }),
    uti,
    ver: '1.0',
  }
}

const rolesOf = ({ registration }: Principal): JsonObject =>
  registration && registration.appRoles.length > 0 ? { roles: registration.appRoles } : {}
