import assert from 'node:assert/strict'
import { groupUrl, runtimeUrl, tenantId } from './known.ts'
import type { Service } from './shareService.ts'

/** A factory with an identity of its own, and the runtime in it that borrows the one at `runtimeUrl`. */
export const borrowerUrl = `${groupUrl}/providers/Microsoft.DataFactory/factories/Borrower-1`
export const linkedUrl = `${borrowerUrl}/integrationRuntimes/Linked-1`

const contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'
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
export const grant = (azure: Service, principalId: string): Promise<void> =>
  azure.store.change((tx) =>
    tx.saveRoleAssignment({
      id: assignmentId,
      tenantId,
      principalId,
      principalType: 'ServicePrincipal',
      roleDefinitionId: contributor,
      scope: runtimeUrl,
      description: undefined,
      createdOn: '2022-10-11T20:53:12Z',
      updatedOn: '2022-10-11T20:53:12Z',
      createdBy: undefined,
      updatedBy: undefined,
    }),
  )

/** Takes away what `grant` gave. */
export const revoke = (azure: Service): Promise<boolean> =>
  azure.store.change((tx) => tx.deleteRoleAssignment(tenantId, assignmentId))
