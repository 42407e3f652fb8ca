import type { Static } from 'typebox'
import { requireCustomType } from '../../core/customRole.ts'
import { defineRole } from '../../core/defineRole.ts'
import { requireUnconditional } from '../../core/requireUnconditional.ts'
import type { Permission } from '../../core/roleDefinition.ts'
import { created, operation } from '../operation.ts'
import { roleDefinitionPath } from '../paths.ts'
import { requireScope } from '../requireScope.ts'
import { RoleDefinitionBody, RoleDefinitionReply, toRoleDefinitionReply } from './schemas.ts'

/**
 * Makes a role, or makes another of it from the next request of those who have it on. Answers 201 to both: documented.
 *
 * @throws CloudError what `requireUnconditional`, `requireCustomType` and `defineRole` throw.
 */
export const createOrUpdate = operation({
  id: 'RoleDefinitions_CreateOrUpdate',
  method: 'PUT',
  path: roleDefinitionPath,
  action: 'Microsoft.Authorization/roleDefinitions/write',
  summary: 'Makes a custom role, or changes it.',
  effect: 'change',
  body: RoleDefinitionBody,
  replies: { 201: RoleDefinitionReply },

  handle: async ({ target, body: { properties }, caller }, tx, effects) => {
    const scope = await requireScope(tx, target)
    requireCustomType(properties.type)
    properties.permissions.forEach(requireUnconditional)
    const { roleName: name, description, permissions, assignableScopes } = properties
    const role = { name, description: description ?? '', permissions: permissions.map(toPermission), assignableScopes }
    const defined = await defineRole(tx, { caller, id: target.roleDefinitionId, scope, role }, effects)
    return created(toRoleDefinitionReply(defined, scope))
  },
})

type Given = Static<typeof RoleDefinitionBody>['properties']['permissions'][number]

const toPermission = ({ actions, notActions, dataActions, notDataActions }: Given): Permission => ({
  actions: actions ?? [],
  notActions: notActions ?? [],
  dataActions: dataActions ?? [],
  notDataActions: notDataActions ?? [],
})
