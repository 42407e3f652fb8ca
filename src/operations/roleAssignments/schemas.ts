import { type Static, Type } from 'typebox'
import { formatRoleAssignmentId, principalTypes, type RoleAssignment } from '../../core/access/roleAssignment.ts'
import { formatRoleDefinitionId } from '../../core/access/roleDefinition.ts'
import { Nullable } from '../../schemas/nullable.ts'
import { Optional } from '../../schemas/optional.ts'
import { Unheeded } from '../../schemas/unheeded.ts'

export const RoleAssignmentBody = Type.Object({
  properties: Type.Object({
    roleDefinitionId: Type.String({ maxLength: 2048, description: 'Whole id of the role.' }),
    principalId: Type.String({ description: 'Object id of whoever is to have it.' }),
    principalType: Optional(Type.String({ description: `One of ${principalTypes.join(', ')}, in any letter case.` })),
    description: Optional(Type.String({ maxLength: 2048 })),
    condition: Unheeded,
    conditionVersion: Unheeded,
    delegatedManagedIdentityResourceId: Unheeded,
  }),
})

/** Members and their order: recorded. */
export const RoleAssignmentReply = Type.Object(
  {
    properties: Type.Object(
      {
        roleDefinitionId: Type.String(),
        principalId: Type.String(),
        principalType: Type.Enum(principalTypes),
        scope: Type.String(),
        condition: Type.Null(),
        conditionVersion: Type.Null(),
        createdOn: Type.String(),
        updatedOn: Type.String(),
        createdBy: Nullable(Type.String()),
        updatedBy: Nullable(Type.String()),
        delegatedManagedIdentityResourceId: Type.Null(),
        description: Nullable(Type.String()),
      },
      { additionalProperties: false },
    ),
    id: Type.String(),
    type: Type.Literal('Microsoft.Authorization/roleAssignments'),
    name: Type.String(),
  },
  { additionalProperties: false },
)

/**
 * A role assignment as it is answered. Its role has the id that it has where somebody asks, because the Azure CLI looks
 * for it among the roles there.
 *
 * @param scope where somebody asks: that of the assignment, or one below or above it.
 */
export const toRoleAssignmentReply = (
  assignment: RoleAssignment,
  scope = assignment.scope,
): Static<typeof RoleAssignmentReply> => ({
  properties: {
    roleDefinitionId: formatRoleDefinitionId(assignment.roleDefinitionId, scope),
    principalId: assignment.principalId,
    principalType: assignment.principalType,
    scope: assignment.scope,
    condition: null,
    conditionVersion: null,
    createdOn: assignment.createdOn,
    updatedOn: assignment.updatedOn,
    createdBy: assignment.createdBy ?? null,
    updatedBy: assignment.updatedBy ?? null,
    delegatedManagedIdentityResourceId: null,
    description: assignment.description ?? null,
  },
  id: formatRoleAssignmentId(assignment),
  type: 'Microsoft.Authorization/roleAssignments',
  name: assignment.id,
})
