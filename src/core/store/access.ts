import type { AssignmentFilter, RoleAssignment } from '../access/roleAssignment.ts'
import type { CustomRole, RoleDefinition } from '../access/roleDefinition.ts'
import type { Range } from '../range.ts'

/** What the core needs kept of who may do what. */
export interface AccessReader {
  /** All of a principal's, in a tenant. */
  listRoleAssignments(tenantId: string, principalId: string): Promise<RoleAssignment[]>
  findRoleAssignment(tenantId: string, id: string): Promise<RoleAssignment | undefined>
  /** Those at a scope, above it and below it; by id. */
  listRoleAssignmentsAround(of: AssignmentFilter, range: Range): Promise<RoleAssignment[]>
  findRoleDefinition(tenantId: string, id: string): Promise<RoleDefinition | undefined>
  /** Those that a tenant has made for itself; by id. */
  listRoleDefinitions(tenantId: string): Promise<RoleDefinition[]>
  /** Where a role is assigned, each scope once. */
  listScopesOfRole(tenantId: string, roleDefinitionId: string): Promise<string[]>
  countRoleAssignments(tenantId: string): Promise<number>
}

export interface AccessWriter {
  saveRoleAssignment(assignment: RoleAssignment): Promise<void>
  deleteRoleAssignment(tenantId: string, id: string): Promise<boolean>
  /** Those at a scope and below it. */
  deleteRoleAssignmentsWithin(scope: string): Promise<void>
  saveRoleDefinition(definition: RoleDefinition & { readonly custom: CustomRole }): Promise<void>
  deleteRoleDefinition(tenantId: string, id: string): Promise<boolean>
}
