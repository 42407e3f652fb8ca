import { findAssignmentAt } from '../../core/access/findAssignmentAt.ts'
import { roleAssignmentNotFound } from '../../core/access/roleAssignment.ts'
import { ok, operation } from '../operation.ts'
import { roleAssignmentPath } from '../paths.ts'
import { requireScopeThere } from '../requireScopeThere.ts'
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
    const id = target.roleAssignmentName
    const scope = await requireScopeThere(tx, target)
    const assignment = await findAssignmentAt(tx, caller.tenantId, { id, scope })
    if (!assignment) throw roleAssignmentNotFound(id)
    return ok(toRoleAssignmentReply(assignment))
  },
})
