import { randomUUID } from 'node:crypto'
import { findBuiltInRole } from '../../src/core/access/builtInRoles.ts'
import { tenantId as homeTenantId } from './known.ts'
import type { Service } from './shareService.ts'

interface Gift {
  /** Of the assignment. */
  readonly id?: string
  readonly principalId: string
  readonly scope: string
  /** Name of a built-in one. */
  readonly role?: string
  readonly tenantId?: string
}

/** Gives a principal a role without asking anybody; answers with what takes it away again. */
export const giveRole = async (
  { store }: Service,
  { id = randomUUID(), principalId, scope, role = 'Contributor', tenantId = homeTenantId }: Gift,
): Promise<() => Promise<boolean>> => {
  const { id: roleDefinitionId } = findBuiltInRole(role) ?? { id: role }
  const time = '2022-10-11T20:53:12Z'
  await store.change((tx) =>
    tx.saveRoleAssignment({
      id,
      tenantId,
      principalId,
      principalType: 'ServicePrincipal',
      roleDefinitionId,
      scope,
      description: undefined,
      createdOn: time,
      updatedOn: time,
      createdBy: undefined,
      updatedBy: undefined,
    }),
  )
  return () => store.change((tx) => tx.deleteRoleAssignment(tenantId, id))
}
