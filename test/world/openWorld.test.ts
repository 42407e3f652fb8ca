import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { isGuid } from '../../src/core/guid.ts'
import { whole } from '../../src/core/range.ts'
import { StartError } from '../../src/core/startError.ts'
import type { Store } from '../../src/core/store.ts'
import { openWorld } from '../../src/world/openWorld.ts'
import type { World } from '../../src/world/worldSchema.ts'
import { openTemporaryStore } from '../support/openTemporaryStore.ts'
import { application, smallWorld, subscriptionId, tenantId, user } from './support.ts'

const tools = {
  effects: { now: () => new Date('2026-01-02T03:04:05Z'), randomBytes, newId: randomUUID, operationMs: 0 },
  hashSecret: async (secret: string) => `hash of ${secret}`,
}

const open = (store: Store, world?: World) => openWorld({ store, ...tools, ...(world && { world }) })

const fresh = async (t: TestContext, world?: World): Promise<Store> => {
  const store = await openTemporaryStore(t)
  await open(store, world)
  return store
}

test('a fresh store begins with the world that is given, whole', async (t) => {
  const store = await openTemporaryStore(t)

  const stored = await open(store, smallWorld)

  const { fingerprint, ...told } = stored
  assert.deepEqual(told, { isBuiltIn: false, tenantId, subscriptionId, clientId: application.clientId })
  assert.match(fingerprint, /^[\da-f]{32}\$[\da-f]{64}$/)
  await store.read(async (tx) => {
    assert.deepEqual(await tx.findWorld(), stored)
    assert.equal((await tx.findTenant('contoso.example'))?.id, tenantId)
    assert.equal((await tx.findPrincipal(tenantId, application.clientId))?.secretHash, `hash of ${application.secret}`)
    assert.equal((await tx.findPrincipal(tenantId, user.userPrincipalName))?.secretHash, `hash of ${user.password}`)
    const machine = await tx.findPrincipal(tenantId, 'eeeeeeee-0000-4000-8000-000000000001')
    assert.equal(machine?.kind, 'managedIdentity')
    assert.equal(machine.secretHash, undefined)
    const [assignment, ...more] = await tx.listRoleAssignments(tenantId, application.objectId)
    assert.equal(assignment?.roleDefinitionId, 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    assert.equal(assignment.scope, `/subscriptions/${subscriptionId}`)
    assert.deepEqual(more, [])
    assert.deepEqual(await tx.listSubscriptions(tenantId), [
      { id: subscriptionId, displayName: 'Production', tenantId },
    ])
    assert.deepEqual(
      await tx.listRegistrations(subscriptionId),
      ['Microsoft.DataFactory'],
      'as Azure writes it, and none that always is',
    )
  })
})

test('the factories and runtimes of a world are as if they had just been created', async (t) => {
  const store = await fresh(t, smallWorld)
  const group = { subscriptionId, resourceGroupName: 'Ingest' }
  const factoryId = { ...group, factoryName: 'Contoso-Ingest' }

  await store.read(async (tx) => {
    assert.deepEqual(await tx.findResourceGroup(group), { id: group, location: 'westeurope', tags: { team: 'data' } })
    const factory = await tx.findFactory(factoryId)
    assert.deepEqual(factory?.id, factoryId)
    assert.equal(factory.createTime, '2026-01-02T03:04:05Z')
    assert.deepEqual(factory.identity, { type: 'SystemAssigned' })
    assert.ok(isGuid(factory.principalId))
    const [cloud, plant] = await tx.listRuntimes(factoryId, whole)
    assert.deepEqual(plant?.properties, { type: 'SelfHosted', description: 'The northern plant.' })
    const secret = await tx.findAuthKeySecret(plant.uid, 'authKey1')
    assert.equal(Buffer.from(secret ?? '', 'base64').length, 32)
    assert.notEqual(secret, await tx.findAuthKeySecret(plant.uid, 'authKey2'))
    assert.equal(cloud?.type, 'Managed')
    assert.deepEqual(await tx.listAuthKeys(cloud.uid), [], 'a managed runtime has no keys')
  })
})

test('ids are kept in lower case, names as they are written', async (t) => {
  const shouted = structuredClone(smallWorld) as { tenants: { id: string }[] } & World
  for (const tenant of shouted.tenants) tenant.id = tenant.id.toUpperCase()
  for (const subscription of shouted.subscriptions ?? []) subscription.id = subscription.id.toUpperCase()
  const store = await openTemporaryStore(t)

  const stored = await open(store, shouted)

  assert.equal(stored.tenantId, tenantId)
  assert.equal(stored.subscriptionId, subscriptionId)
  await store.read(async (tx) => {
    assert.equal((await tx.findTenant(tenantId))?.id, tenantId)
    assert.equal((await tx.findPrincipal(tenantId, user.userPrincipalName))?.name, user.userPrincipalName)
  })
})

test('later starts find what the folder was begun with, without being told the world again', async (t) => {
  const store = await fresh(t, smallWorld)
  const before = await store.read((tx) => tx.findWorld())

  assert.deepEqual(await open(store), before)
  assert.deepEqual(await open(store, structuredClone(smallWorld)), before)
})

test('the order of the members makes no other world', async (t) => {
  const store = await fresh(t, smallWorld)
  const { tenants, subscriptions = [] } = smallWorld

  await assert.doesNotReject(open(store, { subscriptions, tenants }))
})

const others: Record<string, (world: World) => World> = {
  'one more subscription': (world) => ({
    ...world,
    subscriptions: [...(world.subscriptions ?? []), { id: tenantId, displayName: 'Test', tenantId }],
  }),
  'another secret': (world) => ({
    ...world,
    tenants: world.tenants.map((tenant) => ({ ...tenant, applications: [{ ...application, secret: 'another one' }] })),
  }),
}

for (const [what, change] of Object.entries(others)) {
  test(`a world with ${what} is refused for a folder that was begun, and changes nothing`, async (t) => {
    const store = await fresh(t, smallWorld)

    await assert.rejects(open(store, change(smallWorld)), (error) => {
      assert.ok(error instanceof StartError)
      assert.match(error.message, /begun with another world.*--world.*--data/)
      return true
    })
    await store.read(async (tx) => {
      assert.equal((await tx.listSubscriptions(tenantId)).length, 1)
      assert.equal(
        (await tx.findPrincipal(tenantId, application.clientId))?.secretHash,
        `hash of ${application.secret}`,
      )
    })
  })
}

test("a world of one's own is refused for a folder that was begun with the built-in one", async (t) => {
  const store = await fresh(t)

  await assert.rejects(open(store, smallWorld), StartError)
})

test('two that begin a store at once begin it once', async (t) => {
  const store = await openTemporaryStore(t)

  const [one, other] = await Promise.all([open(store), open(store)])

  assert.deepEqual(one, other)
  const runtimes = await store.read((tx) =>
    tx.listRuntimes(
      {
        subscriptionId: '12345678-1234-1234-1234-12345678abc',
        resourceGroupName: 'exampleResourceGroup',
        factoryName: 'exampleFactoryName',
      },
      whole,
    ),
  )
  assert.equal(runtimes.length, 1)
})

test('a world that cannot be written whole is not written at all', async (t) => {
  const store = await openTemporaryStore(t)
  let left = 10
  const newId = (): string => {
    left -= 1
    if (left < 0) throw new Error('no more ids')
    return randomUUID()
  }
  const big = structuredClone(smallWorld)
  const [factory] = big.subscriptions?.[0]?.resourceGroups?.[0]?.factories ?? []
  assert.ok(factory)
  const many = Array.from({ length: 20 }, (_, index) => ({
    name: `Plant-${index}`,
    properties: { type: 'SelfHosted' as const },
  }))
  Object.assign(factory, { integrationRuntimes: many })

  await assert.rejects(openWorld({ store, ...tools, effects: { ...tools.effects, newId }, world: big }), /no more ids/)

  await store.read(async (tx) => {
    assert.equal(await tx.findWorld(), undefined)
    assert.equal(await tx.findTenant(tenantId), undefined)
    assert.equal(await tx.findSubscription(subscriptionId), undefined)
  })
})

test('whether the built-in world is permitted is asked before anything is kept, and at every later start', async (t) => {
  const store = await openTemporaryStore(t)
  const asked: boolean[] = []
  const refuse = (isBuiltIn: boolean): void => {
    asked.push(isBuiltIn)
    throw new StartError('not here')
  }

  await assert.rejects(openWorld({ store, ...tools, permit: refuse }), /not here/)
  assert.equal(await store.read((tx) => tx.findWorld()), undefined)

  await open(store)
  await assert.rejects(openWorld({ store, ...tools, permit: refuse }), /not here/)
  await assert.rejects(openWorld({ store, ...tools, permit: refuse, world: smallWorld }), /not here/)
  assert.deepEqual(asked, [true, true, true])
})

test("a world of one's own in a fresh store is not taken for the built-in one", async (t) => {
  const store = await openTemporaryStore(t)
  const asked: boolean[] = []

  await openWorld({ store, ...tools, world: smallWorld, permit: (isBuiltIn) => asked.push(isBuiltIn) })

  assert.deepEqual(asked, [false])
})

test('a world without subscriptions and applications has none to show', async (t) => {
  const store = await openTemporaryStore(t)

  const { subscriptionId, clientId } = await open(store, {
    tenants: [{ id: tenantId, displayName: 'Contoso', defaultDomain: 'contoso.example' }],
  })

  assert.deepEqual([subscriptionId, clientId], [undefined, undefined])
})
