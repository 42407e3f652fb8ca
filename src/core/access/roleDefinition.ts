import { CloudError } from '../errors.ts'
import { compactGuid } from '../guid.ts'
import { covers } from '../scope.ts'
import type { Permission } from './permission.ts'

export interface RoleDefinition {
  /** GUID; that of a built-in role is the same in every Azure tenant, that of another unique within its tenant. */
  readonly id: string
  readonly name: string
  readonly description: string
  /** What any of these allows is allowed: what one leaves out, another may have. */
  readonly permissions: readonly Permission[]
  /** Where it can be assigned, and everywhere below. */
  readonly assignableScopes: readonly string[]
  /** Undefined for Azure's own roles. */
  readonly custom: CustomRole | undefined
}

/** A role that a tenant has made for itself. */
export interface CustomRoleDefinition extends RoleDefinition {
  readonly custom: CustomRole
}

/** What is known of such a role. Principals are object ids. */
export interface CustomRole {
  readonly tenantId: string
  readonly createdOn: string
  readonly updatedOn: string
  readonly createdBy: string
  readonly updatedBy: string
}

export const roleTypes = ['BuiltInRole', 'CustomRole'] as const

/** Azure's word for a role of its own, and for one that a tenant has made for itself. */
export const roleTypeOf = ({ custom }: RoleDefinition): (typeof roleTypes)[number] =>
  custom ? 'CustomRole' : 'BuiltInRole'

/** A role's id as it is written at a scope: below its subscription, or at the root. Recorded. */
export const formatRoleDefinitionId = (id: string, scope: string): string => {
  const [subscription = ''] = /^\/subscriptions\/[^/]+/i.exec(scope) ?? []
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`
}

/** Whether a role can be assigned at a scope. */
export const isAssignableAt = ({ assignableScopes }: RoleDefinition, scope: string): boolean =>
  assignableScopes.some((assignable) => covers(assignable, scope))

/** Recorded. */
export const roleDefinitionDoesNotExist = (id: string): CloudError =>
  new CloudError(
    'RoleDefinitionDoesNotExist',
    `The specified role definition with ID '${compactGuid(id)}' does not exist.`,
  )

/** Documented. */
export const roleDefinitionHasAssignments = (): CloudError =>
  new CloudError('RoleDefinitionHasAssignments', 'There are existing role assignments referencing role.')
