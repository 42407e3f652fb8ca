import type { Static } from 'typebox'
import { defineRole } from '../../core/access/defineRole.ts'
import type { Permission } from '../../core/access/permission.ts'
import { requireCustomType } from '../../core/access/requireCustomType.ts'
import { created, operation } from '../operation.ts'
import { roleDefinitionPath } from '../paths.ts'
import { requireScopeThere } from '../requireScopeThere.ts'
import { RoleDefinitionBody, RoleDefinitionReply, toRoleDefinitionReply } from './schemas.ts'

/**
 * Makes a role, or makes another of it from the next request of those who have it on. Answers 201 to both: documented.
 *
 * @throws CloudError what `requireCustomType` and `defineRole` throw.
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
    const scope = await requireScopeThere(tx, target)
    requireCustomType(properties.type)
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
