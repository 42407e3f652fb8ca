import { isGuid } from '../guid.ts'
import type { Reader } from '../store.ts'
import { findBuiltInRole } from './builtInRoles.ts'
import type { RoleDefinition } from './roleDefinition.ts'

/** A role by its id: Azure's own, or one that the tenant has made for itself. */
export const findRole = async (tx: Reader, tenantId: string, id: string): Promise<RoleDefinition | undefined> =>
  (isGuid(id) ? findBuiltInRole(id) : undefined) ?? (await tx.findRoleDefinition(tenantId, id))
