import { assignRole } from '../../core/access/assignRole.ts'
import { parsePrincipalType } from '../../core/access/principalType.ts'
import { requireRoleReference } from '../../core/access/requireRoleReference.ts'
import { created, ok, operation } from '../operation.ts'
import { roleAssignmentPath } from '../paths.ts'
import { requireScopeThere } from '../requireScopeThere.ts'
import { RoleAssignmentBody, RoleAssignmentReply, toRoleAssignmentReply } from './schemas.ts'

/**
 * Gives somebody a role, from their next request on: 201. Of an assignment that is there already only the description can
 * be changed: 200. Documented.
 *
 * @throws CloudError what `requireRoleReference`, `parsePrincipalType` and `assignRole` throw.
 */
export const create = operation({
  id: 'RoleAssignments_Create',
  method: 'PUT',
  path: roleAssignmentPath,
  action: 'Microsoft.Authorization/roleAssignments/write',
  summary: 'Gives a role to somebody.',
  effect: 'change',
  body: RoleAssignmentBody,
  replies: { 200: RoleAssignmentReply, 201: RoleAssignmentReply },

  handle: async ({ target, body: { properties }, caller }, tx, effects) => {
    const id = target.roleAssignmentName
    const scope = await requireScopeThere(tx, target)
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
