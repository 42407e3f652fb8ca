import { type Static, Type } from 'typebox'
import type { Permission } from '../../core/access/permission.ts'
import { formatRoleDefinitionId, type RoleDefinition, roleTypeOf, roleTypes } from '../../core/access/roleDefinition.ts'
import { Nullable } from '../../schemas/nullable.ts'
import { Optional } from '../../schemas/optional.ts'
import { Unheeded } from '../../schemas/unheeded.ts'

const Patterns = Optional(
  Type.Array(
    Type.String({ pattern: '^\\S+$', maxLength: 512, expects: 'an action, such as Microsoft.DataFactory/*/read' }),
  ),
)

/** Assumed: the clients of Azure send one. */
const mostPermissions = 100

/** Limits documented, but for those of single actions, and of permissions. */
export const RoleDefinitionBody = Type.Object({
  properties: Type.Object({
    roleName: Type.String({ pattern: '\\S', maxLength: 512, expects: 'a name of 1 to 512 characters' }),
    description: Optional(Type.String({ maxLength: 2048 })),
    type: Optional(Type.String({ description: 'CustomRole, in any letter case.' })),
    permissions: Type.Array(
      Type.Object({
        actions: Patterns,
        notActions: Patterns,
        dataActions: Patterns,
        notDataActions: Patterns,
        condition: Unheeded,
        conditionVersion: Unheeded,
      }),
      { maxItems: mostPermissions },
    ),
    assignableScopes: Type.Array(Type.String({ maxLength: 2048 }), { minItems: 1, maxItems: 2000 }),
  }),
})

/** What may be done, and what of it may not. */
export const PermissionReply = Type.Object(
  {
    actions: Type.Array(Type.String()),
    notActions: Type.Array(Type.String()),
    dataActions: Type.Array(Type.String()),
    notDataActions: Type.Array(Type.String()),
  },
  { additionalProperties: false },
)

/** Members and their order: recorded. */
export const RoleDefinitionReply = Type.Object(
  {
    properties: Type.Object(
      {
        roleName: Type.String(),
        type: Type.Enum(roleTypes),
        description: Type.String(),
        assignableScopes: Type.Array(Type.String()),
        permissions: Type.Array(PermissionReply),
        createdOn: Type.String(),
        updatedOn: Type.String(),
        createdBy: Nullable(Type.String()),
        updatedBy: Nullable(Type.String()),
      },
      { additionalProperties: false },
    ),
    id: Type.String(),
    type: Type.Literal('Microsoft.Authorization/roleDefinitions'),
    name: Type.String(),
  },
  { additionalProperties: false },
)

export const toPermissionReply = (permission: Permission): Static<typeof PermissionReply> => ({
  actions: [...permission.actions],
  notActions: [...permission.notActions],
  dataActions: [...permission.dataActions],
  notDataActions: [...permission.notDataActions],
})

/** Since when Azure has had the first of its own roles, which nobody has made. Documented. */
const ofOld = { createdOn: '2015-02-02T21:55:09.8806423Z', updatedOn: '2015-02-02T21:55:09.8806423Z' }

/** A role as it is shown at a scope. */
export const toRoleDefinitionReply = (role: RoleDefinition, scope: string): Static<typeof RoleDefinitionReply> => {
  const { createdOn, updatedOn, ...by } = { createdBy: null, updatedBy: null, ...(role.custom ?? ofOld) }
  return {
    properties: {
      roleName: role.name,
      type: roleTypeOf(role),
      description: role.description,
      assignableScopes: [...role.assignableScopes],
      permissions: role.permissions.map(toPermissionReply),
      createdOn,
      updatedOn,
      createdBy: by.createdBy,
      updatedBy: by.updatedBy,
    },
    id: formatRoleDefinitionId(role.id, scope),
    type: 'Microsoft.Authorization/roleDefinitions',
    name: role.id,
  }
}
