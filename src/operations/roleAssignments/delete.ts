import { requirePermission } from '../../core/permissions.ts'
import { requireAnotherAdmin } from '../../core/requireAnotherAdmin.ts'
import { formatRoleAssignmentId } from '../../core/roleAssignment.ts'
import { scopeKey } from '../../core/scope.ts'
import { empty, ok, operation } from '../operation.ts'
import { roleAssignmentPath } from '../paths.ts'
import { requireScope } from '../requireScope.ts'
import { RoleAssignmentReply, toRoleAssignmentReply } from './schemas.ts'

const action = 'Microsoft.Authorization/roleAssignments/delete'

/**
 * Takes a role away, from the next request on, and answers with what was deleted; 204 where the scope has no such
 * assignment. Documented.
 *
 * @throws CloudError `AuthorizationFailed` for a caller whose own role was taken away meanwhile,
 * `CannotDeleteLastRbacAdminAssignment`.
 */
export const deleteRoleAssignment = operation({
  id: 'RoleAssignments_Delete',
  method: 'DELETE',
  path: roleAssignmentPath,
  action,
  summary: 'Takes a role away.',
  effect: 'change',
  body: null,
  replies: { 200: RoleAssignmentReply, 204: null },

  handle: async ({ target, caller }, tx) => {
    const id = target.roleAssignmentName
    const scope = await requireScope(tx, target)
    await requirePermission(tx, caller, { action, scope: formatRoleAssignmentId({ id, scope }) })
    const assignment = await tx.findRoleAssignment(caller.tenantId, id)
    if (!assignment || scopeKey(assignment.scope) !== scopeKey(scope)) return empty(204)

    await requireAnotherAdmin(tx, assignment)
    await tx.deleteRoleAssignment(caller.tenantId, id)
    return ok(toRoleAssignmentReply(assignment))
  },
})
