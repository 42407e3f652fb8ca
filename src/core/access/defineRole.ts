import type { Caller } from '../caller.ts'
import type { Effects } from '../effects.ts'
import { CloudError } from '../errors.ts'
import { coveredBy, touches } from '../scope.ts'
import type { Transaction } from '../store.ts'
import { formatTimestamp } from '../timestamps.ts'
import { requireScopeIds, requireScopesThere } from './assignableScopes.ts'
import { findBuiltInRole } from './builtInRoles.ts'
import { requireCustom } from './requireCustom.ts'
import { lackingAt, requirePermissionAtEvery } from './requirePermissionAtEvery.ts'
import {
  type CustomRoleDefinition,
  type RoleDefinition,
  roleDefinitionDoesNotExist,
  roleDefinitionHasAssignments,
} from './roleDefinition.ts'

/** Documented. */
const mostRoles = 5000
/** Of actions, in all lists of a role. Each is looked at with each request of those who have the role. */
const mostPatterns = 2000
/** Of those and of its scopes together: a page holds a hundred roles. Room for as many subscriptions as a role can have. */
const mostCharacters = 131_072

const action = 'Microsoft.Authorization/roleDefinitions/write'

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
 * @throws CloudError `BadRequestFormat`, `LinkedAuthorizationFailed`, `RoleDefinitionDoesNotExist` for one that can be
 * assigned elsewhere alone, `RoleDefinitionWithSameNameExists`, `RoleDefinitionHasAssignments` for a scope that is left out
 * while the role is assigned there, `RoleDefinitionLimitExceeded`, and what is thrown for scopes of what is not there.
 */
export const defineRole = async (
  tx: Transaction,
  { caller, id, scope, role }: Defining,
  { now }: Pick<Effects, 'now'>,
): Promise<CustomRoleDefinition> => {
  requireCustom(id)
  requireModerate(role)
  requireScopeIds(role.assignableScopes)
  const { tenantId, objectId } = caller
  const all = await tx.listRoleDefinitions(tenantId)
  const existing = all.find((one) => one.id === id.toLowerCase())
  await requirePermissionAtEvery(tx, { caller, action, at: scope, scopes: role.assignableScopes })
  if (existing) await requireChangeable(tx, existing, { caller, scope })
  await requireScopesThere(tx, role.assignableScopes)
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
  if (!assigned.every(coveredBy(role.assignableScopes))) throw roleDefinitionHasAssignments()
  await tx.saveRoleDefinition(defined)
  return defined
}

/** The words are ours. */
const requireModerate = ({ permissions, assignableScopes }: Defining['role']): void => {
  const patterns = permissions.flatMap(({ actions, notActions, dataActions, notDataActions }) => [
    ...actions,
    ...notActions,
    ...dataActions,
    ...notDataActions,
  ])
  const characters = [...patterns, ...assignableScopes].reduce((sum, { length }) => sum + length, 0)
  if (patterns.length > mostPatterns) throw tooMuch(`${mostPatterns} actions in all its lists`, patterns.length)
  if (characters > mostCharacters) throw tooMuch(`${mostCharacters} characters in actions and scopes`, characters)
}

const tooMuch = (most: string, given: number): CloudError =>
  new CloudError(
    'BadRequestFormat',
    `The request was incorrectly formatted. A role has at most ${most}, and not ${given}.`,
  )

/** Where a role can be assigned that the scope of the request shows nothing of, nobody learns by trying to change it. */
const requireChangeable = async (
  tx: Transaction,
  { id, assignableScopes: scopes }: RoleDefinition,
  { caller, scope }: Pick<Defining, 'caller' | 'scope'>,
): Promise<void> => {
  if (scopes.some((one) => touches(one, scope))) {
    await requirePermissionAtEvery(tx, { caller, action, at: scope, scopes })
  } else if ((await lackingAt(tx, { caller, action, scopes })).length > 0) {
    throw roleDefinitionDoesNotExist(id)
  }
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
