import type { Caller } from '../caller.ts'
import type { Effects } from '../effects.ts'
import { CloudError } from '../errors.ts'
import { compactGuid, isGuid } from '../guid.ts'
import { isSameScope } from '../scope.ts'
import type { Transaction } from '../store.ts'
import { formatTimestamp } from '../timestamps.ts'
import { requirePrincipalType } from './principalType.ts'
import { requireRole } from './requireRole.ts'
import type { PrincipalType, RoleAssignment } from './roleAssignment.ts'
import { isAssignableAt } from './roleDefinition.ts'

/** Documented for each subscription; here it is for each tenant. */
const mostAssignments = 4000

/** A role that somebody is to have somewhere. */
interface Assigning {
  readonly caller: Caller
  /** Name of the assignment: a GUID. */
  readonly id: string
  readonly scope: string
  /** GUID. */
  readonly roleDefinitionId: string
  readonly principalId: string
  /** As the caller says; undefined where the directory is to say. */
  readonly principalType: PrincipalType | undefined
  readonly description: string | undefined
}

/**
 * Gives a role to a principal. An assignment that is there already gets another description, and nothing else: documented.
 *
 * @throws CloudError `InvalidPrincipalId`, `RoleAssignmentUpdateNotPermitted`, `RoleDefinitionDoesNotExist`,
 * `BadRequestFormat` for a role that cannot be assigned there, `PrincipalNotFound`, `UnmatchedPrincipalType`,
 * `RoleAssignmentExists`, `RoleAssignmentLimitExceeded`.
 */
export const assignRole = async (
  tx: Transaction,
  assigning: Assigning,
  { now }: Pick<Effects, 'now'>,
): Promise<{ readonly assignment: RoleAssignment; readonly isNew: boolean }> => {
  if (!isGuid(assigning.principalId)) throw invalidPrincipalId(assigning.principalId)
  const { caller, description } = assigning
  const existing = await tx.findRoleAssignment(caller.tenantId, assigning.id)
  const update = { description, updatedOn: formatTimestamp(now()), updatedBy: caller.objectId }
  const assignment = existing ? await same(tx, existing, assigning) : await fresh(tx, assigning, update.updatedOn)
  await tx.saveRoleAssignment({ ...assignment, ...update })
  return { assignment: { ...assignment, ...update }, isNew: existing === undefined }
}

/** The assignment that is there, if it is the one that is meant. */
const same = async (tx: Transaction, existing: RoleAssignment, assigning: Assigning): Promise<RoleAssignment> => {
  const { principalId, principalType, roleDefinitionId, scope } = assigning
  const isSame =
    existing.principalId.toLowerCase() === principalId.toLowerCase() &&
    existing.roleDefinitionId === roleDefinitionId.toLowerCase() &&
    isSameScope(existing.scope, scope)
  if (!isSame) {
    throw new CloudError(
      'RoleAssignmentUpdateNotPermitted',
      'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
    )
  }
  const { tenantId } = existing
  await requirePrincipalType(tx, { tenantId, principalId, said: principalType ?? existing.principalType })
  return existing
}

const fresh = async (tx: Transaction, assigning: Assigning, createdOn: string): Promise<RoleAssignment> => {
  const { caller, id, scope, roleDefinitionId, principalId, principalType: said } = assigning
  const { tenantId } = caller
  const role = await requireRole(tx, tenantId, roleDefinitionId)
  if (!isAssignableAt(role, scope)) throw notAssignable(roleDefinitionId, scope)
  const principalType = await requirePrincipalType(tx, { tenantId, principalId, said })

  const others = await tx.listRoleAssignments(tenantId, principalId)
  const twin = others.find((one) => one.roleDefinitionId === role.id && isSameScope(one.scope, scope))
  if (twin) throw alreadyExists(twin)
  if ((await tx.countRoleAssignments(tenantId)) >= mostAssignments) throw limitExceeded()
  return {
    id: id.toLowerCase(),
    tenantId,
    principalId: principalId.toLowerCase(),
    principalType,
    roleDefinitionId: role.id,
    scope,
    description: undefined,
    createdOn,
    updatedOn: createdOn,
    createdBy: caller.objectId,
    updatedBy: caller.objectId,
  }
}

/** Recorded. */
const invalidPrincipalId = (principalId: string): CloudError =>
  new CloudError(
    'InvalidPrincipalId',
    `The Principal ID '${principalId.slice(0, 100)}' is not valid. Principal ID must be a GUID.`,
  )

/** Assumed: the real words are not known. */
const notAssignable = (roleDefinitionId: string, scope: string): CloudError =>
  new CloudError(
    'BadRequestFormat',
    `The request was incorrectly formatted. The role '${roleDefinitionId}' cannot be assigned at '${scope}': none of its ` +
      'assignable scopes covers that.',
  )

/** Recorded. */
const alreadyExists = ({ id }: RoleAssignment): CloudError =>
  new CloudError(
    'RoleAssignmentExists',
    `The role assignment already exists. The ID of the existing role assignment is ${compactGuid(id)}.`,
  )

/** Code and text documented. */
const limitExceeded = (): CloudError =>
  new CloudError('RoleAssignmentLimitExceeded', 'No more role assignments can be created')
