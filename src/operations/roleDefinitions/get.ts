import { requireRole } from '../../core/access/requireRole.ts'
import { roleDefinitionDoesNotExist } from '../../core/access/roleDefinition.ts'
import { isVisible } from '../../core/access/visibleRoles.ts'
import { ok, operation } from '../operation.ts'
import { roleDefinitionPath } from '../paths.ts'
import { requireScopeThere } from '../requireScopeThere.ts'
import { RoleDefinitionReply, toRoleDefinitionReply } from './schemas.ts'

/**
 * Shows a role at a scope that it can be assigned at, or above such a scope.
 *
 * @throws CloudError `RoleDefinitionDoesNotExist`, also for one that can be assigned elsewhere alone.
 */
export const get = operation({
  id: 'RoleDefinitions_Get',
  method: 'GET',
  path: roleDefinitionPath,
  action: 'Microsoft.Authorization/roleDefinitions/read',
  isOpenAtTenant: true,
  summary: 'Shows a role.',
  effect: 'read',
  body: null,
  replies: { 200: RoleDefinitionReply },

  handle: async ({ target, caller }, tx) => {
    const scope = await requireScopeThere(tx, target)
    const role = await requireRole(tx, caller.tenantId, target.roleDefinitionId)
    if (!(await isVisible(tx, role, { caller, scope, below: true }))) throw roleDefinitionDoesNotExist(role.id)
    return ok(toRoleDefinitionReply(role, scope))
  },
})
