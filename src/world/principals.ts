import { builtInRole } from '../core/access/builtInRoles.ts'
import type { PrincipalType, RoleAssignment } from '../core/access/roleAssignment.ts'
import type { Effects } from '../core/effects.ts'
import type { Principal } from '../core/principal.ts'
import { formatTimestamp } from '../core/timestamps.ts'
import type { WorldTenant } from './worldSchema.ts'

/** Hashes a secret that a person chose: slowly, and each time otherwise. */
export type HashSecret = (secret: string) => Promise<string>

/** Everybody and everything in a tenant that can sign in. */
export const principalsOf = (tenant: WorldTenant, hashSecret: HashSecret): Promise<Principal[]> => {
  const { applications = [], users = [], managedIdentities = [] } = tenant
  const entries: readonly Entry[] = [
    ...applications.map((one): Entry => ({ ...one, kind: 'application', name: one.clientId.toLowerCase() })),
    ...users.map((one): Entry => ({ ...one, kind: 'user', name: one.userPrincipalName, secret: one.password })),
    ...managedIdentities.map((one): Entry => ({ ...one, kind: 'managedIdentity', name: one.clientId.toLowerCase() })),
  ]
  return Promise.all(
    entries.map(async ({ kind, name, objectId, displayName, secret }) => ({
      tenantId: tenant.id.toLowerCase(),
      objectId: objectId.toLowerCase(),
      kind,
      name,
      displayName,
      secretHash: secret === undefined ? undefined : await hashSecret(secret),
    })),
  )
}

interface Entry extends Pick<Principal, 'displayName' | 'kind' | 'name' | 'objectId'> {
  readonly secret?: string
}

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
