import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { schemaFaults } from '../../src/faults/schemaFaults.ts'
import { builtInWorld } from '../../src/world/builtInWorld.ts'
import { identityFaults } from '../../src/world/identityFaults.ts'
import { openWorld } from '../../src/world/openWorld.ts'
import { resourceFaults } from '../../src/world/resourceFaults.ts'
import { WorldSchema } from '../../src/world/worldSchema.ts'
import { openTemporaryStore } from '../support/openTemporaryStore.ts'

const tenantId = '11111111-1111-1111-1111-111111111111'

test('the built-in world keeps the rules of every other', () => {
  const place = { path: [], value: builtInWorld }

  assert.deepEqual([...schemaFaults(WorldSchema, builtInWorld), ...identityFaults(place), ...resourceFaults(place)], [])
})

test('a fresh store that is given no world has what the documentation says', async (t) => {
  const store = await openTemporaryStore(t)
  const effects = { now: () => new Date(), randomBytes, newId: randomUUID, operationMs: 0 }

  const stored = await openWorld({ store, effects, hashSecret: async (secret) => `hash of ${secret}` })

  assert.equal(stored.isBuiltIn, true)
  assert.equal(stored.tenantId, tenantId)
  assert.equal(stored.subscriptionId, '22222222-2222-2222-2222-222222222222')
  assert.equal(stored.clientId, '33333333-3333-3333-3333-333333333333')
  await store.read(async (tx) => {
    for (const [name, objectId, secretHash, role] of [
      ['33333333-3333-3333-3333-333333333333', '33333333-3333-3333-3333-00000000000a', 'hash of lazulite', 'Owner'],
      [
        '44444444-4444-4444-4444-444444444444',
        '44444444-4444-4444-4444-00000000000a',
        'hash of lazulite-reader',
        'Reader',
      ],
      ['admin@lazulite.local', '55555555-5555-5555-5555-00000000000a', 'hash of lazulite', 'Owner'],
      ['66666666-6666-6666-6666-666666666666', '66666666-6666-6666-6666-00000000000a', undefined, undefined],
    ] as const) {
      const principal = await tx.findPrincipal(tenantId, name)
      assert.equal(principal?.objectId, objectId)
      assert.equal(principal.secretHash, secretHash)
      const roles = { Owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', Reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7' }
      assert.deepEqual(
        (await tx.listRoleAssignments(tenantId, objectId)).map(({ roleDefinitionId, scope }) => ({
          roleDefinitionId,
          scope,
        })),
        role ? [{ roleDefinitionId: roles[role], scope: '/' }] : [],
      )
    }
    for (const subscription of ['22222222-2222-2222-2222-222222222222', '12345678-1234-1234-1234-12345678abc']) {
      assert.equal((await tx.findSubscription(subscription))?.tenantId, tenantId)
      assert.deepEqual(await tx.listRegistrations(subscription), ['Microsoft.DataFactory'])
    }
    const sample = await tx.findRuntime({
      subscriptionId: '12345678-1234-1234-1234-12345678abc',
      resourceGroupName: 'exampleResourceGroup',
      factoryName: 'exampleFactoryName',
      integrationRuntimeName: 'exampleIntegrationRuntime',
    })
    assert.equal(sample?.type, 'SelfHosted')
    assert.equal((await tx.listAuthKeys(sample.uid)).length, 2)
    assert.equal((await tx.findFactory(sample.id))?.location, 'eastus')
  })
})
