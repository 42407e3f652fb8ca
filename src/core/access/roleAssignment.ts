import { CloudError } from '../errors.ts'
import { compactGuid } from '../guid.ts'
import { rootScope } from '../scope.ts'

export interface RoleAssignment {
  /** GUID, which its creator chooses; unique within its tenant. */
  readonly id: string
  readonly tenantId: string
  /** Object id. */
  readonly principalId: string
  readonly principalType: PrincipalType
  /** GUID. */
  readonly roleDefinitionId: string
  /** Where it holds, and everywhere below: `/` or a resource id. */
  readonly scope: string
  readonly description: string | undefined
  readonly createdOn: string
  readonly updatedOn: string
  /** Object id; undefined for what a fresh folder began with. */
  readonly createdBy: string | undefined
  readonly updatedBy: string | undefined
}

export const principalTypes = ['User', 'Group', 'ServicePrincipal', 'ForeignGroup', 'Device'] as const
export type PrincipalType = (typeof principalTypes)[number]

/** Its id, as everything on the wire names it. */
export const formatRoleAssignmentId = ({ id, scope }: Pick<RoleAssignment, 'id' | 'scope'>): string =>
  `${scope === rootScope ? '' : scope}/providers/Microsoft.Authorization/roleAssignments/${id}`

/** Which role assignments are meant: those at a scope, above it and below it. */
export interface AssignmentFilter {
  readonly tenantId: string
  readonly scope: string
  /** Leaves out those below the scope. */
  readonly atScope: boolean
  /** Those of one principal alone. */
  readonly principalId: string | undefined
}

/** From memory of the real service: assumed. */
export const roleAssignmentNotFound = (id: string): CloudError =>
  new CloudError('RoleAssignmentNotFound', `The role assignment '${compactGuid(id)}' is not found.`)
