import { requireAtEvery, requirePlaces, requireScopes } from './assignableScopes.ts'
import type { Caller } from './caller.ts'
import { requireCustom, stillAssigned } from './customRole.ts'
import type { Effects } from './effects.ts'
import { CloudError } from './errors.ts'
import { type CustomRoleDefinition, findBuiltInRole, isAssignableAt, type RoleDefinition } from './roleDefinition.ts'
import { scopeKey } from './scope.ts'
import type { Transaction } from './store.ts'
import { formatTimestamp } from './timestamps.ts'

/** Documented. */
const mostRoles = 5000
/** Of actions, in all lists of a role. Each is looked at with each request of those who have the role. */
const mostPatterns = 2000

/** A role that a tenant makes for itself. */
interface Defining {
  readonly caller: Caller
  /** GUID. */
  readonly id: string
  /** The one that the request names. */
  readonly scope: string
  readonly role: Pick<RoleDefinition, 'assignableScopes' | 'description' | 'name' | 'permissions'>
}

/**
 * Makes a role, or makes another of it, for everybody who has it. Whoever does so must be allowed to at every scope that it
 * can be assigned at, before and afterwards: so nobody gives anything where they have nothing to say.
 *
 * @throws CloudError `BadRequestFormat`, `LinkedAuthorizationFailed`, `RoleDefinitionWithSameNameExists`,
 * `RoleDefinitionHasAssignments` for a scope that is left out while the role is assigned there,
 * `RoleDefinitionLimitExceeded`, and what is thrown for scopes of what is not there.
 */
export const defineRole = async (
  tx: Transaction,
  { caller, id, scope, role }: Defining,
  { now }: Pick<Effects, 'now'>,
): Promise<CustomRoleDefinition> => {
  requireCustom(id)
  requireModerate(role)
  requireScopes(role.assignableScopes)
  requireOneOf(role.assignableScopes, scope)
  const { tenantId, objectId } = caller
  const all = await tx.listRoleDefinitions(tenantId)
  const existing = all.find((one) => one.id === id.toLowerCase())
  const scopes = [...new Set([...role.assignableScopes, ...(existing?.assignableScopes ?? [])])]
  await requireAtEvery(tx, { caller, action: 'Microsoft.Authorization/roleDefinitions/write', at: scope, scopes })
  await requirePlaces(tx, role.assignableScopes)
  requireUniqueName(all, { id, name: role.name })
  if (!existing && all.length >= mostRoles) throw limitExceeded()

  const time = formatTimestamp(now())
  const born = existing?.custom ?? { createdOn: time, createdBy: objectId }
  const custom = {
    tenantId,
    createdOn: born.createdOn,
    createdBy: born.createdBy,
    updatedOn: time,
    updatedBy: objectId,
  }
  const defined = { id: id.toLowerCase(), ...role, custom }
  const assigned = await tx.listScopesOfRole(tenantId, id)
  if (!assigned.every((one) => isAssignableAt(defined, one))) throw stillAssigned()
  await tx.saveRoleDefinition(defined)
  return defined
}

const requireModerate = ({ permissions }: Defining['role']): void => {
  const patterns = permissions.flatMap((one) => Object.values<readonly string[]>({ ...one })).flat()
  if (patterns.length <= mostPatterns) return
  throw new CloudError(
    'BadRequestFormat',
    `The request was incorrectly formatted. A role has at most ${mostPatterns} actions in all its lists, and not ${patterns.length}.`,
  )
}

/** Assumed: the real words are not known. */
const requireOneOf = (assignableScopes: readonly string[], scope: string): void => {
  if (assignableScopes.some((assignable) => scopeKey(assignable) === scopeKey(scope))) return
  throw new CloudError(
    'BadRequestFormat',
    `The request was incorrectly formatted. The scope of the request, '${scope}', must be one of properties.assignableScopes.`,
  )
}

/** Unique within the tenant, whatever the letter case: documented. Recorded, but for the names of Azure's own roles. */
const requireUniqueName = (all: readonly RoleDefinition[], { id, name }: Pick<RoleDefinition, 'id' | 'name'>): void => {
  const isTaken = all.some((one) => one.id !== id.toLowerCase() && one.name.toLowerCase() === name.toLowerCase())
  if (!isTaken && !findBuiltInRole(name)) return
  throw new CloudError(
    'RoleDefinitionWithSameNameExists',
    'A role definition cannot be updated with a name that already exists.',
  )
}

/** Documented. */
const limitExceeded = (): CloudError =>
  new CloudError(
    'RoleDefinitionLimitExceeded',
    'Role definition limit exceeded. No more role definitions can be created.',
  )
