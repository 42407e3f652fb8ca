import assert from 'node:assert/strict'
import { giveRole } from './giveRole.ts'
import { groupUrl, runtimeUrl, tenantId } from './known.ts'
import type { Service } from './shareService.ts'

/** A factory with an identity of its own, and the runtime in it that borrows the one at `runtimeUrl`. */
export const borrowerUrl = `${groupUrl}/providers/Microsoft.DataFactory/factories/Borrower-1`
export const linkedUrl = `${borrowerUrl}/integrationRuntimes/Linked-1`

const assignmentId = 'aaaaaaaa-0000-0000-0000-000000000001'

const expectOk = async (sent: ReturnType<Service['send']>) => {
  const { status, body } = await sent
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

/** What a linked runtime says of the one at `runtimeUrl`. */
export const linkedInfoBy = async (azure: Service, by: 'Key' | 'RBAC'): Promise<object> => {
  if (by === 'RBAC') return { authorizationType: 'RBAC', resourceId: runtimeUrl }
  const { authKey1 } = await azure.listAuthKeys()
  return { authorizationType: 'Key', key: { type: 'SecureString', value: authKey1 } }
}

/** Makes the borrower and lends it the runtime at `runtimeUrl`, by a role of its identity or by a key. */
export const givenALinkedRuntime = async (azure: Service, by: 'Key' | 'RBAC' = 'RBAC'): Promise<void> => {
  const body = { location: 'West Europe', identity: { type: 'SystemAssigned' } }
  const { identity } = await expectOk(azure.send('PUT', borrowerUrl, { body }))
  if (by === 'RBAC') await grant(azure, identity.principalId)
  const linkedInfo = await linkedInfoBy(azure, by)
  const properties = { type: 'SelfHosted', typeProperties: { linkedInfo } }
  await expectOk(azure.send('PUT', linkedUrl, { body: { properties } }))
}

/** Lets a principal use the runtime at `runtimeUrl`. */
export const grant = async (azure: Service, principalId: string): Promise<void> => {
  await giveRole(azure, { id: assignmentId, principalId, scope: runtimeUrl })
}

/** Takes away what `grant` gave. */
export const revoke = (azure: Service): Promise<boolean> =>
  azure.store.change((tx) => tx.deleteRoleAssignment(tenantId, assignmentId))
