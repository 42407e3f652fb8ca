import { CloudError } from './errors.ts'
import { principalTypeOf } from './principalType.ts'
import { whole } from './range.ts'
import type { RoleAssignment } from './roleAssignment.ts'
import { findBuiltInRole } from './roleDefinition.ts'
import { parseScope } from './scope.ts'
import type { Reader } from './store.ts'

const adminRoles = ['Owner', 'User Access Administrator'].map((name) => findBuiltInRole(name)?.id)

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

/** A role that nobody has any more administers nothing. */
const isAdmin = async (tx: Reader, assignment: RoleAssignment): Promise<boolean> =>
  adminRoles.includes(assignment.roleDefinitionId) && (await principalTypeOf(tx, assignment)) !== undefined
