import type { Caller } from './caller.ts'
import { grantsOf, isPermitted } from './permissions.ts'
import { isAssignableAt, type RoleDefinition } from './roleDefinition.ts'
import { covers } from './scope.ts'
import type { Reader } from './store.ts'

/** From where roles are looked at. */
interface View {
  readonly caller: Caller
  readonly scope: string
  /** Whether also what can be assigned below the scope alone is looked for. */
  readonly below: boolean
}

/**
 * Tells the roles that a caller sees at a scope: those that can be assigned there, and of those that can be assigned below
 * it the ones that the caller may read there. The tenant shows Azure's own roles to everybody.
 */
export const visibleRoles = async (
  tx: Reader,
  { caller, scope, below }: View,
): Promise<(role: RoleDefinition) => boolean> => {
  const grants = await grantsOf(tx, caller)
  const isReadable = (assignable: string): boolean =>
    covers(scope, assignable) && isPermitted(grants, 'Microsoft.Authorization/roleDefinitions/read', assignable)
  return (role) => isAssignableAt(role, scope) || (below && role.assignableScopes.some(isReadable))
}
