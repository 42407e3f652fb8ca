import type { Caller } from './caller.ts'
import { CloudError } from './errors.ts'
import { foldCase } from './letterCase.ts'
import { findRole } from './requireRole.ts'
import type { RoleAssignment } from './roleAssignment.ts'
import type { Permission, RoleDefinition } from './roleDefinition.ts'
import { covers } from './scope.ts'
import type { Reader } from './store.ts'

/** What a principal may do somewhere, and everywhere below. */
export interface Grant {
  /** Of the assignment that it is from. */
  readonly id: string
  readonly role: RoleDefinition
  readonly scope: string
}

/**
 * All that a principal may do. Read at each request: what was taken away fails the next. A tenant's own assignments count
 * there alone: none gives anybody anything in another tenant.
 */
export const grantsOf = async (
  tx: Reader,
  { tenantId, objectId }: Pick<Caller, 'objectId' | 'tenantId'>,
): Promise<Grant[]> => {
  const assignments = await tx.listRoleAssignments(tenantId, objectId)
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

/** Whether any of a principal's grants lets it do `action` at `scope`. */
export const isPermitted = (grants: readonly Grant[], action: string, scope: string): boolean =>
  grants.some((grant) => covers(grant.scope, scope) && grant.role.permissions.some((one) => allows(one, action)))

/**
 * Asks again, within the transaction, what the front door has asked. Access is changed by nobody whose own was taken away
 * meanwhile: a request that sends its body late would outlive that by as long as it likes.
 *
 * @throws CloudError `AuthorizationFailed`.
 */
export const requirePermission = async (
  tx: Reader,
  caller: Caller,
  { action, scope }: { readonly action: string; readonly scope: string },
): Promise<void> => {
  if (!isPermitted(await grantsOf(tx, caller), action, scope)) throw authorizationFailed(caller, action, scope)
}

/** Whether any assignment touches the subtree of `scope`: at it, above it or below it. */
export const isConcerned = (assignments: readonly Pick<RoleAssignment, 'scope'>[], scope: string): boolean =>
  assignments.some((assignment) => covers(assignment.scope, scope) || covers(scope, assignment.scope))

const allows = ({ actions, notActions }: Permission, action: string): boolean =>
  actions.some((pattern) => matches(pattern, action)) && !notActions.some((pattern) => matches(pattern, action))

/**
 * Whether a pattern fits an action, whatever the letter case. The pieces between the stars are looked for one after the
 * other, each as early as it comes: no pattern that a tenant thinks up takes long.
 */
const matches = (pattern: string, action: string): boolean => {
  const [first = '', ...pieces] = foldCase(pattern).split('*')
  const text = foldCase(action)
  const last = pieces.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const piece of pieces) {
    const found = text.indexOf(piece, from)
    if (found < 0) return false
    from = found + piece.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}

/** Documented. The text is the same whether the scope exists or not, so that nobody learns what is there. */
export const authorizationFailed = (caller: Caller, action: string, scope: string): CloudError =>
  new CloudError(
    'AuthorizationFailed',
    `The client '${caller.name}' with object id '${caller.objectId}' does not have authorization to perform action ` +
      `'${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  )

/** An action that also needs another elsewhere. Documented, but for two spaces that are missing there. */
export const linkedAuthorizationFailed = (
  caller: Caller,
  has: { readonly action: string; readonly scope: string },
  lacks: { readonly action: string; readonly scope: string },
): CloudError =>
  new CloudError(
    'LinkedAuthorizationFailed',
    `The client '${caller.name}' with object id '${caller.objectId}' has permission to perform action '${has.action}' on ` +
      `scope '${has.scope}'; however, it does not have permission to perform action '${lacks.action}' on the linked ` +
      `scope(s) '${lacks.scope}' or the linked scope(s) are invalid.`,
  )
