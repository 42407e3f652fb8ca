import { assignRole } from '../../core/assignRole.ts'
import { requirePermission } from '../../core/permissions.ts'
import { parsePrincipalType } from '../../core/principalType.ts'
import { requireRoleReference } from '../../core/requireRoleReference.ts'
import { requireUnconditional } from '../../core/requireUnconditional.ts'
import { formatRoleAssignmentId } from '../../core/roleAssignment.ts'
import { created, ok, operation } from '../operation.ts'
import { roleAssignmentPath } from '../paths.ts'
import { requireScope } from '../requireScope.ts'
import { RoleAssignmentBody, RoleAssignmentReply, toRoleAssignmentReply } from './schemas.ts'

const action = 'Microsoft.Authorization/roleAssignments/write'

/**
 * Gives somebody a role, from their next request on: 201. Of an assignment that is there already only the description can
 * be changed: 200. Documented.
 *
 * @throws CloudError `AuthorizationFailed` for a caller whose own role was taken away meanwhile, and what
 * `requireUnconditional`, `requireRoleReference` and `assignRole` throw.
 */
export const create = operation({
  id: 'RoleAssignments_Create',
  method: 'PUT',
  path: roleAssignmentPath,
  action,
  summary: 'Gives a role to somebody.',
  effect: 'change',
  body: RoleAssignmentBody,
  replies: { 200: RoleAssignmentReply, 201: RoleAssignmentReply },

  handle: async ({ target, body: { properties }, caller }, tx, effects) => {
    const id = target.roleAssignmentName
    const scope = await requireScope(tx, target)
    await requirePermission(tx, caller, { action, scope: formatRoleAssignmentId({ id, scope }) })
    requireUnconditional(properties)
    const { principalId, principalType, description } = properties
    const roleDefinitionId = await requireRoleReference(tx, caller.tenantId, properties.roleDefinitionId)

    const { assignment, isNew } = await assignRole(
      tx,
      {
        caller,
        id,
        scope,
        roleDefinitionId,
        principalId,
        principalType: principalType ? parsePrincipalType(principalType) : undefined,
        description: description ?? undefined,
      },
      effects,
    )
    const reply = toRoleAssignmentReply(assignment)
    return isNew ? created(reply) : ok(reply)
  },
})
