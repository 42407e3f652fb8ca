import type { Caller } from '../caller.ts'
import { touches } from '../scope.ts'
import type { Transaction } from '../store.ts'
import { requireCustom } from './requireCustom.ts'
import { requirePermissionAtEvery } from './requirePermissionAtEvery.ts'
import { type RoleDefinition, roleDefinitionHasAssignments } from './roleDefinition.ts'

/** A role that is to be gone. */
interface Deleting {
  readonly caller: Caller
  /** GUID. */
  readonly id: string
  /** The one that the request names. */
  readonly scope: string
}

/**
 * Deletes a role that a tenant has made for itself. Whoever does so must be allowed to at every scope that it can be
 * assigned at. Documented.
 *
 * @returns what was deleted; undefined where the scope has no such role, neither at it, nor above or below.
 * @throws CloudError `BadRequestFormat` for Azure's own roles, `LinkedAuthorizationFailed`,
 * `RoleDefinitionHasAssignments`.
 */
export const deleteRole = async (
  tx: Transaction,
  { caller, id, scope }: Deleting,
): Promise<RoleDefinition | undefined> => {
  requireCustom(id)
  const role = await tx.findRoleDefinition(caller.tenantId, id)
  if (!role?.assignableScopes.some((one) => touches(one, scope))) return undefined
  const action = 'Microsoft.Authorization/roleDefinitions/delete'
  await requirePermissionAtEvery(tx, { caller, action, at: scope, scopes: role.assignableScopes })
  if ((await tx.listScopesOfRole(caller.tenantId, id)).length > 0) throw roleDefinitionHasAssignments()
  await tx.deleteRoleDefinition(caller.tenantId, id)
  return role
}
