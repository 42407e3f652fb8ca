import { builtInRole } from '../core/access/builtInRoles.ts'
import type { PrincipalType, RoleAssignment } from '../core/access/roleAssignment.ts'
import { plainRegistration } from '../core/appRegistration.ts'
import type { Effects } from '../core/effects.ts'
import type { Principal } from '../core/principal.ts'
import { formatTimestamp } from '../core/timestamps.ts'
import type { WorldApplication, WorldTenant, WorldUser } from './worldSchema.ts'

/** Hashes a secret that a person chose: slowly, and each time otherwise. */
export type HashSecret = (secret: string) => Promise<string>

/** Everybody and everything in a tenant that can sign in. */
export const principalsOf = (tenant: WorldTenant, hashSecret: HashSecret): Promise<Principal[]> => {
  const { applications = [], users = [], managedIdentities = [] } = tenant
  const entries: readonly Entry[] = [
    ...applications.map(toApplication),
    ...users.map(toUser),
    ...managedIdentities.map((one): Entry => ({ ...one, kind: 'managedIdentity', name: one.clientId.toLowerCase() })),
  ]
  return Promise.all(
    entries.map(async ({ kind, name, objectId, displayName, secret, registration }) => ({
      tenantId: tenant.id.toLowerCase(),
      objectId: objectId.toLowerCase(),
      kind,
      name,
      displayName,
      secretHash: secret === undefined ? undefined : await hashSecret(secret),
      ...(registration && { registration }),
    })),
  )
}

interface Entry extends Pick<Principal, 'displayName' | 'kind' | 'name' | 'objectId' | 'registration'> {
  readonly secret?: string
}

const toUser = ({ password, ...one }: WorldUser): Entry => ({
  ...one,
  kind: 'user',
  name: one.userPrincipalName,
  ...(password !== undefined && { secret: password }),
})

const toApplication = (one: WorldApplication): Entry => ({
  ...one,
  kind: 'application',
  name: one.clientId.toLowerCase(),
  registration: {
    certificates: one.certificates ?? [],
    federatedCredentials: (one.federatedCredentials ?? []).map((credential) => ({
      audience: tokenExchangeAudience,
      ...credential,
    })),
    redirectUris: { ...plainRegistration.redirectUris, ...one.redirectUris },
    allowsImplicitFlow: one.allowsImplicitFlow ?? false,
    appRoles: one.appRoles ?? [],
  },
})

/** What tokens are for that are shown in place of a secret. Documented. */
const tokenExchangeAudience = 'api://AzureADTokenExchange'

/** What the principals of a tenant may do. */
export const roleAssignmentsOf = (
  tenant: WorldTenant,
  { newId, now }: Pick<Effects, 'newId' | 'now'>,
): RoleAssignment[] => {
  const users = (tenant.users ?? []).map(({ objectId }) => objectId.toLowerCase())
  const typeOf = (principalId: string): PrincipalType => (users.includes(principalId) ? 'User' : 'ServicePrincipal')
  const createdOn = formatTimestamp(now())
  return (tenant.roleAssignments ?? []).map(({ principalId, role, scope }) => ({
    id: newId(),
    tenantId: tenant.id.toLowerCase(),
    principalId: principalId.toLowerCase(),
    principalType: typeOf(principalId.toLowerCase()),
    roleDefinitionId: builtInRole(role).id,
    scope,
    description: undefined,
    createdOn,
    updatedOn: createdOn,
    createdBy: undefined,
    updatedBy: undefined,
  }))
}
