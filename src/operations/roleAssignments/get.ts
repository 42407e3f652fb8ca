import { roleAssignmentNotFound } from '../../core/roleAssignment.ts'
import { scopeKey } from '../../core/scope.ts'
import { ok, operation } from '../operation.ts'
import { roleAssignmentPath } from '../paths.ts'
import { requireScope } from '../requireScope.ts'
import { RoleAssignmentReply, toRoleAssignmentReply } from './schemas.ts'

/**
 * Shows a role assignment at the scope that it was made at.
 *
 * @throws CloudError `RoleAssignmentNotFound`, also for one that is at another scope.
 */
export const get = operation({
  id: 'RoleAssignments_Get',
  method: 'GET',
  path: roleAssignmentPath,
  action: 'Microsoft.Authorization/roleAssignments/read',
  summary: 'Shows a role assignment.',
  effect: 'read',
  body: null,
  replies: { 200: RoleAssignmentReply },

  handle: async ({ target, caller }, tx) => {
    const scope = await requireScope(tx, target)
    const assignment = await tx.findRoleAssignment(caller.tenantId, target.roleAssignmentName)
    if (!assignment || scopeKey(assignment.scope) !== scopeKey(scope)) {
      throw roleAssignmentNotFound(target.roleAssignmentName)
    }
    return ok(toRoleAssignmentReply(assignment))
  },
})
