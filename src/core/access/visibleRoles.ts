import type { Caller } from '../caller.ts'
import { coveredBy, covers, rootScope } from '../scope.ts'
import type { Reader } from '../store.ts'
import { builtInRoles } from './builtInRoles.ts'
import { grantsOf, scopesOf } from './grants.ts'
import { isAssignableAt, type RoleDefinition } from './roleDefinition.ts'

/** From where roles are looked at. */
interface View {
  readonly caller: Caller
  readonly scope: string
  /** Whether also what can be assigned below the scope alone is looked for. */
  readonly below: boolean
}

/**
 * The roles that a caller sees at a scope: those that can be assigned there, and of those that can be assigned below it
 * the ones that the caller may read there. The tenant shows Azure's own roles to everybody.
 */
export const visibleRoles = async (tx: Reader, view: View): Promise<readonly RoleDefinition[]> => {
  const readable = await readableScopes(tx, view)
  // Nothing of a tenant's own can be assigned at its root. Whoever is signed in may ask there: they do not make us read it.
  if (view.scope === rootScope && readable.length === 0) return builtInRoles
  const own = await tx.listRoleDefinitions(view.caller.tenantId)
  return [...builtInRoles, ...own].filter(sees(view, readable))
}

/** Whether a role is among these. */
export const isVisible = async (tx: Reader, role: RoleDefinition, view: View): Promise<boolean> =>
  sees(view, await readableScopes(tx, view))(role)

const readableScopes = async (tx: Reader, { caller, below }: View): Promise<readonly string[]> =>
  below ? scopesOf(await grantsOf(tx, caller), 'Microsoft.Authorization/roleDefinitions/read') : []

const sees = ({ scope }: View, readable: readonly string[]): ((role: RoleDefinition) => boolean) => {
  const isReadable = coveredBy(readable)
  return (role) =>
    isAssignableAt(role, scope) || role.assignableScopes.some((one) => covers(scope, one) && isReadable(one))
}
