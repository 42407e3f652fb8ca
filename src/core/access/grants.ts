import type { Caller } from '../caller.ts'
import { covers, touches } from '../scope.ts'
import type { Reader } from '../store.ts'
import { findRole } from './findRole.ts'
import { allows } from './permission.ts'
import type { RoleAssignment } from './roleAssignment.ts'
import type { RoleDefinition } from './roleDefinition.ts'

/** What a principal may do somewhere, and everywhere below. */
export interface Grant {
  /** Of the assignment that it is from. */
  readonly id: string
  readonly role: RoleDefinition
  readonly scope: string
}

interface Deed {
  readonly action: string
  readonly scope: string
}

type Somebody = Pick<Caller, 'objectId' | 'tenantId'>

/**
 * All that a principal may do in its tenant. Read at each request: what was taken away fails the next. A tenant's own
 * assignments count there alone: none gives anybody anything in another tenant.
 */
export const grantsOf = async (tx: Reader, { tenantId, objectId }: Somebody): Promise<Grant[]> =>
  withRoles(tx, tenantId, await tx.listRoleAssignments(tenantId, objectId))

/** What a principal may do at a scope, by what was given there or above. Roles that it has elsewhere cost nothing. */
export const grantsAt = async (tx: Reader, { tenantId, objectId }: Somebody, scope: string): Promise<Grant[]> => {
  const assignments = await tx.listRoleAssignments(tenantId, objectId)
  return withRoles(
    tx,
    tenantId,
    assignments.filter((one) => covers(one.scope, scope)),
  )
}

const withRoles = async (tx: Reader, tenantId: string, assignments: readonly RoleAssignment[]): Promise<Grant[]> => {
  const roles = new Map<string, RoleDefinition>()
  for (const id of new Set(assignments.map(({ roleDefinitionId }) => roleDefinitionId))) {
    const role = await findRole(tx, tenantId, id)
    if (role) roles.set(id, role)
  }
  return assignments.flatMap(({ id, roleDefinitionId, scope }) => {
    const role = roles.get(roleDefinitionId)
    return role ? [{ id, role, scope }] : []
  })
}

/** The scopes at which grants let one do `action`. The patterns of a role are looked at once, wherever one has it. */
export const scopesOf = (grants: readonly Grant[], action: string): string[] => {
  const roles = [...new Set(grants.map(({ role }) => role))]
  const allowing = new Set(roles.filter(({ permissions }) => permissions.some((one) => allows(one, action))))
  return grants.filter(({ role }) => allowing.has(role)).map(({ scope }) => scope)
}

/** Whether a principal may do `action` at `scope`. */
export const isPermitted = async (tx: Reader, somebody: Somebody, { action, scope }: Deed): Promise<boolean> =>
  scopesOf(await grantsAt(tx, somebody, scope), action).length > 0

/** Whether a principal may do `action` at `scope`, or anywhere below it. */
export const isPermittedWithin = async (tx: Reader, somebody: Somebody, { action, scope }: Deed): Promise<boolean> =>
  scopesOf(await grantsOf(tx, somebody), action).some((one) => touches(one, scope))
