import { CloudError } from './errors.ts'
import { compactGuid, isGuid } from './guid.ts'
import { findBuiltInRole, type RoleDefinition } from './roleDefinition.ts'
import type { Reader } from './store.ts'

/** A role by its id: Azure's own, or one that the tenant has made for itself. */
export const findRole = async (tx: Reader, tenantId: string, id: string): Promise<RoleDefinition | undefined> =>
  (isGuid(id) ? findBuiltInRole(id) : undefined) ?? (await tx.findRoleDefinition(tenantId, id))

/**
 * A role by its id.
 *
 * @throws CloudError `RoleDefinitionDoesNotExist`.
 */
export const requireRole = async (tx: Reader, tenantId: string, id: string): Promise<RoleDefinition> => {
  const role = await findRole(tx, tenantId, id)
  if (!role) throw roleDefinitionDoesNotExist(id)
  return role
}

/** Recorded. */
export const roleDefinitionDoesNotExist = (id: string): CloudError =>
  new CloudError(
    'RoleDefinitionDoesNotExist',
    `The specified role definition with ID '${compactGuid(id)}' does not exist.`,
  )
