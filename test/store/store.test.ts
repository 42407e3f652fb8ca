import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import type { Principal } from '../../src/core/principal.ts'
import { whole } from '../../src/core/range.ts'
import { type Store, StoreError, type Transaction } from '../../src/core/store.ts'
import { openStore } from '../../src/store/openStore.ts'
import { keyringNeeds } from '../support/keyringNeeds.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { engines, openFresh } from './engines.ts'
import {
  assignment,
  authKey,
  factory,
  group,
  runtime,
  saveAll,
  savePlaces,
  secretsOf,
  subscription,
  tenant,
} from './samples.ts'

const upper = (text: string): string => text.toUpperCase()
const inUpperCase = <Id extends object>(id: Id): Id =>
  Object.fromEntries(Object.entries(id).map(([name, value]) => [name, upper(value)])) as Id

/** Keeps a number in the tags of the group: whoever reads before others have written loses their count. */
const increment = async (tx: Transaction): Promise<number> => {
  const { tags = {} } = (await tx.findResourceGroup(group.id)) ?? {}
  const count = Number(tags.count ?? 0) + 1
  await tx.saveResourceGroup({ ...group, tags: { count: String(count) } })
  return count
}
const countIn = async (store: Store): Promise<unknown> =>
  (await store.read((tx) => tx.findResourceGroup(group.id)))?.tags.count

for (const [name, openDatabase] of Object.entries(engines)) {
  const openIn = async (t: TestContext, folder: string): Promise<Store> => {
    const store = await openStore(openDatabase(folder), keyringNeeds())
    t.after(() => store.close())
    return store
  }
  const open = (t: TestContext): Promise<Store> => openFresh(t, openDatabase)

  describe(`the ${name} store`, () => {
    test('finds what was saved as it was saved, undefined and null told apart', async (t) => {
      const store = await open(t)
      const world = { fingerprint: 'f', isBuiltIn: true, tenantId: tenant.id, subscriptionId: undefined, clientId: 'c' }
      const key = { kid: 'k', privateJwk: '{}', createTime: '2026-01-02T03:04:05Z' }
      await saveAll(store)
      await store.change(async (tx) => {
        await tx.addWorld(world)
        await tx.saveSigningKey(key)
      })

      await store.read(async (tx) => {
        assert.deepEqual(await tx.findTenant(tenant.id), tenant)
        assert.deepEqual(await tx.findSubscription(subscription.id), subscription)
        assert.deepEqual(await tx.findResourceGroup(group.id), group)
        assert.deepEqual(await tx.findFactory(factory.id), factory)
        assert.deepEqual(await tx.findRuntime(runtime.id), runtime)
        assert.deepEqual(await secretsOf(tx), ['one', 'two'])
        assert.deepEqual(await tx.findWorld(), world)
        assert.deepEqual(await tx.listSigningKeys(), [key])
      })
      for (const identity of [null, undefined]) {
        await store.change((tx) => tx.saveFactory({ ...factory, identity }))
        assert.equal((await store.read((tx) => tx.findFactory(factory.id)))?.identity, identity)
      }
    })

    test('tells the older of two before the newer, also where only the newer has a fraction of a second', async (t) => {
      const store = await open(t)
      const times = [
        '2026-01-02T03:04:05Z',
        '2026-01-02T03:04:05.12Z',
        '2026-01-02T03:04:05.123Z',
        '2026-01-02T03:04:06Z',
      ]
      const link = { sharedUid: runtime.uid, subscriptionId: subscription.id, location: 'eastus', linkedUid: undefined }

      await saveAll(store)
      await store.change(async (tx) => {
        for (const [index, createTime] of times.toReversed().entries()) {
          await tx.saveSigningKey({ kid: `key-${index}`, privateJwk: '{}', createTime })
          await tx.saveLink({ ...link, name: `Linked-${index}`, factoryName: 'Other', createTime })
        }
      })

      const [keys, links] = await store.read(async (tx) => [
        await tx.listSigningKeys(),
        await tx.listLinks(runtime.uid),
      ])
      assert.deepEqual(
        keys.map(({ createTime }) => createTime),
        times,
      )
      assert.deepEqual(
        links.map(({ createTime }) => createTime),
        times,
      )
    })

    test('finds nothing where there is nothing', async (t) => {
      const store = await open(t)

      await store.read(async (tx) => {
        const found = [
          await tx.findTenant(tenant.id),
          await tx.findPrincipal(tenant.id, 'ann'),
          await tx.findSubscription(subscription.id),
          await tx.findResourceGroup(group.id),
          await tx.findFactory(factory.id),
          await tx.findFactoryNamed('Factory-1'),
          await tx.findRuntime(runtime.id),
          await tx.findAuthKeySecret(runtime.uid, 'authKey1'),
          await tx.findWorld(),
        ]
        const listed = [
          await tx.listRoleAssignments(tenant.id, 'p'),
          await tx.listSigningKeys(),
          await tx.listSubscriptions(tenant.id),
          await tx.listRegistrations(subscription.id),
          await tx.listResourceGroups(subscription.id, whole),
          await tx.listFactories(group.id, whole),
          await tx.listRuntimes(factory.id, whole),
        ]
        assert.deepEqual(
          found,
          found.map(() => undefined),
        )
        assert.deepEqual(
          listed,
          listed.map(() => []),
        )
      })
    })

    test('finds whatever the letter case of names and ids, and answers in that of their birth', async (t) => {
      const store = await open(t)
      const ann: Principal = {
        tenantId: tenant.id,
        objectId: '5555eeee-5555-5555-5555-555555555555',
        kind: 'user',
        name: 'Ann@us.local',
        displayName: 'Ann',
        secretHash: undefined,
      }
      await saveAll(store)
      await store.change(async (tx) => {
        await tx.savePrincipal(ann)
        await tx.saveRoleAssignment(assignment)
        await tx.saveRegistration(subscription.id, 'Microsoft.DataFactory')
        await tx.saveRegistration(upper(subscription.id), 'MICROSOFT.DATAFACTORY')
      })

      await store.read(async (tx) => {
        assert.deepEqual(await tx.findTenant(upper(tenant.id)), tenant)
        assert.deepEqual(await tx.findTenant('US.Local'), tenant)
        assert.deepEqual(await tx.findPrincipal(upper(tenant.id), 'ANN@US.LOCAL'), ann)
        assert.deepEqual(await tx.listRoleAssignments(upper(tenant.id), upper(ann.objectId)), [assignment])
        assert.deepEqual(await tx.findSubscription(upper(subscription.id)), subscription)
        assert.deepEqual(await tx.listSubscriptions(upper(tenant.id)), [subscription])
        assert.deepEqual(await tx.listRegistrations(upper(subscription.id)), ['Microsoft.DataFactory'])
        assert.deepEqual(await tx.findResourceGroup(inUpperCase(group.id)), group)
        assert.deepEqual(await tx.listResourceGroups(upper(subscription.id), whole), [group])
        assert.deepEqual(await tx.findFactory(inUpperCase(factory.id)), factory)
        assert.deepEqual(await tx.findFactoryNamed('FACTORY-1'), factory)
        assert.deepEqual(await tx.listFactories(inUpperCase(group.id), whole), [factory])
        assert.deepEqual(await tx.listFactories({ subscriptionId: upper(subscription.id) }, whole), [factory])
        assert.deepEqual(await tx.findRuntime(inUpperCase(runtime.id)), runtime)
        assert.deepEqual(await tx.listRuntimes(inUpperCase(factory.id), whole), [runtime])
      })
    })

    test('replaces what is saved again, whatever the letter case, and leaves all else alone', async (t) => {
      const store = await open(t)
      await saveAll(store)

      await store.change(async (tx) => {
        await tx.saveResourceGroup({ ...group, id: inUpperCase(group.id), tags: {} })
        await tx.saveFactory({ ...factory, id: inUpperCase(factory.id), etag: 'new', principalId: factory.principalId })
        await tx.saveRuntime({ ...runtime, id: inUpperCase(runtime.id), autoUpdate: 'Off', updateDelayOffset: 'PT3H' })
        await tx.saveAuthKey(authKey('authKey2', 2), 'new')
      })

      await store.read(async (tx) => {
        assert.deepEqual(await tx.listResourceGroups(subscription.id, whole), [{ ...group, tags: {} }])
        assert.deepEqual(await tx.listFactories(group.id, whole), [{ ...factory, etag: 'new' }])
        assert.deepEqual(await tx.listRuntimes(factory.id, whole), [
          { ...runtime, autoUpdate: 'Off', updateDelayOffset: 'PT3H' },
        ])
        assert.deepEqual(await secretsOf(tx), ['one', 'new'])
      })
    })

    test('lists by name, whatever the letter case', async (t) => {
      const store = await open(t)
      const names = ['bbb', 'AAA', 'ccc', 'Bbb-1']
      await store.change(async (tx) => {
        await savePlaces(tx)
        for (const factoryName of names) {
          await tx.saveFactory({ ...factory, id: { ...factory.id, factoryName } })
          const id = { ...runtime.id, factoryName: 'bbb', integrationRuntimeName: factoryName }
          if (factoryName !== 'bbb') await tx.saveRuntime({ ...runtime, id, uid: factoryName })
        }
      })

      const factories = await store.read((tx) => tx.listFactories(group.id, whole))
      const runtimes = await store.read((tx) => tx.listRuntimes({ ...factory.id, factoryName: 'bbb' }, whole))

      assert.deepEqual(
        factories.map(({ id }) => id.factoryName),
        ['AAA', 'bbb', 'Bbb-1', 'ccc'],
      )
      assert.deepEqual(
        runtimes.map(({ id }) => id.integrationRuntimeName),
        ['AAA', 'Bbb-1', 'ccc'],
      )
    })

    test('deletes what is within with what is deleted, and says whether it was there', async (t) => {
      for (const remove of [
        (tx: Transaction) => tx.deleteResourceGroup(inUpperCase(group.id)),
        (tx: Transaction) => tx.deleteFactory(inUpperCase(factory.id)),
        (tx: Transaction) => tx.deleteRuntime(inUpperCase(runtime.id)),
      ]) {
        const store = await open(t)
        await saveAll(store)

        assert.equal(await store.change(remove), true)
        assert.equal(await store.change(remove), false)

        assert.equal(await store.read((tx) => tx.findRuntime(runtime.id)), undefined)
        assert.deepEqual(await store.read((tx) => tx.listAuthKeys(runtime.uid)), [])
        await saveAll(store)
        await store.change((tx) => tx.deleteRuntime(runtime.id))
        assert.deepEqual(await store.read((tx) => tx.listFactories(group.id, whole)), [factory])
      }
    })

    test('deletes one registration of one subscription, and says whether it was there', async (t) => {
      const store = await open(t)
      await saveAll(store)
      await store.change(async (tx) => {
        await tx.saveRegistration(subscription.id, 'Microsoft.DataFactory')
        await tx.saveRegistration(subscription.id, 'Microsoft.Other')
      })
      const remove = (tx: Transaction) => tx.deleteRegistration(upper(subscription.id), 'MICROSOFT.DATAFACTORY')

      assert.equal(await store.change((tx) => tx.deleteRegistration('another', 'Microsoft.DataFactory')), false)
      assert.equal(await store.change(remove), true)
      assert.equal(await store.change(remove), false)
      assert.deepEqual(await store.read((tx) => tx.listRegistrations(subscription.id)), ['Microsoft.Other'])
    })

    test('keeps nothing of a transaction that fails, and tells its error', async (t) => {
      const store = await open(t)
      await store.change(savePlaces)
      const failure = new Error('on purpose')

      const failed = store.change(async (tx) => {
        await tx.saveFactory(factory)
        await tx.saveRuntime(runtime)
        assert.ok(await tx.findRuntime(runtime.id), 'it sees what it has written itself')
        throw failure
      })

      await assert.rejects(failed, (error) => error === failure)
      assert.equal(await store.read((tx) => tx.findFactory(factory.id)), undefined)
    })

    test('keeps the neighbours of one that fails, though they share its commit', async (t) => {
      const store = await open(t)
      await store.change(savePlaces)

      const outcomes = await Promise.allSettled([
        store.change(increment),
        store.change(async (tx) => {
          await increment(tx)
          throw new Error('on purpose')
        }),
        store.change(increment),
        store.change((tx) => tx.saveRuntime(runtime)), // there is no factory for it
        store.change(increment),
      ])

      assert.deepEqual(
        outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'failed')),
        [1, 'failed', 2, 'failed', 3],
      )
      assert.equal(await countIn(store), '3')
    })

    test('loses no change of six hundred at once, and runs each alone', async (t) => {
      const store = await open(t)
      await store.change(savePlaces)

      const counts = await Promise.all(Array.from({ length: 600 }, () => store.change(increment)))

      assert.deepEqual(
        counts.toSorted((one, other) => one - other),
        Array.from({ length: 600 }, (_, index) => index + 1),
      )
      assert.equal(await countIn(store), '600')
    })

    test('shows nobody what is not committed', async (t) => {
      const store = await open(t)
      await store.change(savePlaces)
      const seen: unknown[] = []

      await store.change(async (tx) => {
        await increment(tx)
        seen.push(await countIn(store))
        await increment(tx)
        seen.push(await countIn(store))
      })

      assert.deepEqual(seen, [undefined, undefined])
      assert.equal(await countIn(store), '2')
    })

    test('has answered nobody before it is committed, and shows it from then on', async (t) => {
      const store = await open(t)
      await store.change(savePlaces)

      await Promise.all(
        Array.from({ length: 50 }, async () => {
          const count = await store.change(increment)
          assert.ok(Number(await countIn(store)) >= count, 'who is answered finds at least that')
        }),
      )
    })

    test('finishes what was begun when it is closed, and refuses what comes later', async (t) => {
      const folder = temporaryFolder(t)
      const store = await openStore(openDatabase(folder), keyringNeeds())
      await store.change(savePlaces)

      const begun = Promise.all(Array.from({ length: 300 }, () => store.change(increment)))
      const closed = store.close()
      await assert.rejects(store.change(increment), StoreError)
      await closed

      assert.equal((await begun).length, 300)
      await assert.rejects(store.change(increment), StoreError)
      await assert.rejects(async () => store.read((tx) => tx.findResourceGroup(group.id)), StoreError)
      assert.equal(await countIn(await openIn(t, folder)), '300')
    })

    test('refuses a transaction that outlives itself', async (t) => {
      const store = await open(t)
      await store.change(savePlaces)
      const leak = (fails: boolean): Promise<Transaction> =>
        new Promise((resolve) => {
          store
            .change(async (tx) => {
              resolve(tx)
              if (fails) throw new Error('on purpose')
            })
            .catch(() => undefined)
        })

      for (const fails of [false, true]) {
        const tx = await leak(fails)
        await countIn(store)
        await store.change(async () => undefined)
        await assert.rejects(tx.saveFactory(factory), /This transaction is over\./)
        await assert.rejects(tx.findResourceGroup(group.id), /This transaction is over\./)
      }

      assert.equal(await store.read((tx) => tx.findFactory(factory.id)), undefined)
    })

    test('keeps whatever text is in what a user stores', async (t) => {
      const store = await open(t)
      await store.change(savePlaces)
      const odd = JSON.parse(
        `{"__proto__":{"a":1},"quote":"' or 1=1; --","zero":"\\u0000","lone":"\\ud800","big":1e300}`,
      )

      await store.change((tx) =>
        tx.saveFactory({ ...factory, properties: odd, tags: { "'; drop table tenants": '?' } }),
      )

      const found = await store.read((tx) => tx.findFactory(factory.id))
      assert.equal(JSON.stringify(found?.properties), JSON.stringify(odd))
      assert.deepEqual(found?.tags, { "'; drop table tenants": '?' })
    })

    test('has all that it was told when it is opened again', async (t) => {
      const folder = temporaryFolder(t)
      const first = await openStore(openDatabase(folder), keyringNeeds())
      await saveAll(first)
      await first.close()

      const second = await openIn(t, folder)

      assert.deepEqual(await second.read((tx) => tx.findRuntime(runtime.id)), runtime)
      assert.deepEqual(await second.read(secretsOf), ['one', 'two'])
    })
  })
}
