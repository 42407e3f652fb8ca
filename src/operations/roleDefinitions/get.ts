import { requireRole, roleDefinitionDoesNotExist } from '../../core/requireRole.ts'
import { visibleRoles } from '../../core/visibleRoles.ts'
import { ok, operation } from '../operation.ts'
import { roleDefinitionPath } from '../paths.ts'
import { requireScope } from '../requireScope.ts'
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
    const scope = await requireScope(tx, target)
    const role = await requireRole(tx, caller.tenantId, target.roleDefinitionId)
    const isVisible = await visibleRoles(tx, { caller, scope, below: true })
    if (!isVisible(role)) throw roleDefinitionDoesNotExist(role.id)
    return ok(toRoleDefinitionReply(role, scope))
  },
})
