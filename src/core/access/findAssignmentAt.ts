import { isSameScope } from '../scope.ts'
import type { Reader } from '../store.ts'
import type { RoleAssignment } from './roleAssignment.ts'

/** A role assignment by its name, if it is at this very scope. */
export const findAssignmentAt = async (
  tx: Reader,
  tenantId: string,
  { id, scope }: Pick<RoleAssignment, 'id' | 'scope'>,
): Promise<RoleAssignment | undefined> => {
  const assignment = await tx.findRoleAssignment(tenantId, id)
  return assignment && isSameScope(assignment.scope, scope) ? assignment : undefined
}
