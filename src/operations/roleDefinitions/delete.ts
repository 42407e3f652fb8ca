import { deleteRole } from '../../core/access/deleteRole.ts'
import { empty, ok, operation } from '../operation.ts'
import { roleDefinitionPath } from '../paths.ts'
import { requireScopeThere } from '../requireScopeThere.ts'
import { RoleDefinitionReply, toRoleDefinitionReply } from './schemas.ts'

/**
 * Deletes a role that nobody has any more, and answers with what was deleted; 204 where the scope has none. Documented.
 *
 * @throws CloudError what `deleteRole` throws.
 */
export const deleteRoleDefinition = operation({
  id: 'RoleDefinitions_Delete',
  method: 'DELETE',
  path: roleDefinitionPath,
  action: 'Microsoft.Authorization/roleDefinitions/delete',
  summary: 'Deletes a custom role.',
  effect: 'change',
  body: null,
  replies: { 200: RoleDefinitionReply, 204: null },

  handle: async ({ target, caller }, tx) => {
    const scope = await requireScopeThere(tx, target)
    const deleted = await deleteRole(tx, { caller, id: target.roleDefinitionId, scope })
    return deleted ? ok(toRoleDefinitionReply(deleted, scope)) : empty(204)
  },
})
