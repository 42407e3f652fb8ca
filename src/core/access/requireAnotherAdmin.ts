import { CloudError } from '../errors.ts'
import { canSignIn } from '../principal.ts'
import { whole } from '../range.ts'
import { parseScope } from '../scope.ts'
import type { Reader } from '../store.ts'
import { builtInRole } from './builtInRoles.ts'
import type { RoleAssignment } from './roleAssignment.ts'

const adminRoles = ['Owner', 'User Access Administrator'].map((name) => builtInRole(name).id)

/**
 * Refuses to take away from a tenant or a subscription the last one who could give access to it, there or above it.
 * Recorded for a subscription; that those above it count is assumed, as it is for administrators of the directory.
 *
 * @throws CloudError `CannotDeleteLastRbacAdminAssignment`.
 */
export const requireAnotherAdmin = async (tx: Reader, assignment: RoleAssignment): Promise<void> => {
  const { tenantId, scope } = assignment
  if (parseScope(scope)?.resourceGroupName !== undefined || !(await isAdmin(tx, assignment))) return
  const around = { tenantId, scope, atScope: true, principalId: undefined }
  for (const other of await tx.listRoleAssignmentsAround(around, whole)) {
    if (other.id !== assignment.id && (await isAdmin(tx, other))) return
  }
  throw new CloudError('CannotDeleteLastRbacAdminAssignment', 'Cannot delete the last RBAC admin assignment')
}

const isAdmin = async (tx: Reader, { tenantId, principalId, roleDefinitionId }: RoleAssignment): Promise<boolean> => {
  if (!adminRoles.includes(roleDefinitionId)) return false
  const principal = await tx.findPrincipalById(tenantId, principalId)
  return principal !== undefined && canSignIn(principal)
}
