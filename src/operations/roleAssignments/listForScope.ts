import { parseAssignmentFilter } from '../../core/access/assignmentFilter.ts'
import { ok, operation } from '../operation.ts'
import { pageOf, readPage } from '../page.ts'
import { roleAssignmentsPath } from '../paths.ts'
import { requireScopeThere } from '../requireScopeThere.ts'
import { RoleAssignmentReply, toRoleAssignmentReply } from './schemas.ts'

/**
 * The role assignments at a scope, above it and below it, or those of them that a `$filter` wants. At the root these are
 * all of the caller's tenant, and no other's.
 *
 * @throws CloudError `UnsupportedQuery`.
 */
export const listForScope = operation({
  id: 'RoleAssignments_ListForScope',
  method: 'GET',
  path: roleAssignmentsPath,
  action: 'Microsoft.Authorization/roleAssignments/read',
  summary: 'Lists who has which role at a scope.',
  effect: 'read',
  body: null,
  replies: { 200: pageOf(RoleAssignmentReply) },
  filter: "atScope(), principalId eq '…', assignedTo('…'), or the first and the last of these joined by 'and'.",

  handle: async ({ target, caller, filter, page }, tx) => {
    const scope = await requireScopeThere(tx, target)
    const wanted = { tenantId: caller.tenantId, scope, ...parseAssignmentFilter(filter) }
    return ok(
      await readPage(page, {
        list: (range) => tx.listRoleAssignmentsAround(wanted, range),
        keyOf: ({ id }) => id,
        show: (assignment) => toRoleAssignmentReply(assignment, scope),
      }),
    )
  },
})
