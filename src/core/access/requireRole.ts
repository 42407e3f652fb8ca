import type { Reader } from '../store.ts'
import { findRole } from './findRole.ts'
import { type RoleDefinition, roleDefinitionDoesNotExist } from './roleDefinition.ts'

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
