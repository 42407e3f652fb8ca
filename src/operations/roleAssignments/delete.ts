import { findAssignmentAt } from '../../core/access/findAssignmentAt.ts'
import { requireAnotherAdmin } from '../../core/access/requireAnotherAdmin.ts'
import { empty, ok, operation } from '../operation.ts'
import { roleAssignmentPath } from '../paths.ts'
import { requireScopeThere } from '../requireScopeThere.ts'
import { RoleAssignmentReply, toRoleAssignmentReply } from './schemas.ts'

/**
 * Takes a role away, from the next request on, and answers with what was deleted; 204 where the scope has no such
 * assignment. Documented.
 *
 * @throws CloudError `CannotDeleteLastRbacAdminAssignment`.
 */
export const deleteRoleAssignment = operation({
  id: 'RoleAssignments_Delete',
  method: 'DELETE',
  path: roleAssignmentPath,
  action: 'Microsoft.Authorization/roleAssignments/delete',
  summary: 'Takes a role away.',
  effect: 'change',
  body: null,
  replies: { 200: RoleAssignmentReply, 204: null },

  handle: async ({ target, caller }, tx) => {
    const id = target.roleAssignmentName
    const scope = await requireScopeThere(tx, target)
    const assignment = await findAssignmentAt(tx, caller.tenantId, { id, scope })
    if (!assignment) return empty(204)

    await requireAnotherAdmin(tx, assignment)
    await tx.deleteRoleAssignment(caller.tenantId, id)
    return ok(toRoleAssignmentReply(assignment))
  },
})
