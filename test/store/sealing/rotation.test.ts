import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, type TestContext, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { SealBroken } from '../../../src/core/sealBroken.ts'
import { type Store, StoreError } from '../../../src/core/store.ts'
import { localKey } from '../../../src/masterKey/localKey.ts'
import { openStore } from '../../../src/store/openStore.ts'
import { openForRewrap } from '../../../src/store/sealing/openForRewrap.ts'
import type { Database } from '../../../src/store/sql.ts'
import { keyringNeeds } from '../../support/keyringNeeds.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { engines } from '../engines.ts'
import { authKey, runtime } from '../samples.ts'
import {
  findSecrets,
  listDataKeys,
  listSealed,
  newSecrets,
  openIn,
  openOutside,
  overwrite,
  runtimeWith,
  type Secrets,
  saveSecrets,
} from './support.ts'

const rotator = fileURLToPath(new URL('rotator.ts', import.meta.url))

/** More than are sealed anew in one change. */
const count = 120
const uidOf = (index: number): string => `4444dddd-0000-0000-0000-${String(index).padStart(12, '0')}`

/** Many runtimes, each with a secure string and a key. */
const saveMany = (store: Store): Promise<void> =>
  store.change(async (tx) => {
    for (let index = 0; index < count; index += 1) {
      const id = { ...runtime.id, integrationRuntimeName: `Runtime-a${index}` }
      await tx.saveRuntime(runtimeWith(`string ${index}`, { id, uid: uidOf(index) }))
      await tx.saveAuthKey({ ...authKey('authKey1'), runtimeUid: uidOf(index) }, `key ${index}`)
    }
  })

const assertMany = (store: Store): Promise<void> =>
  store.read(async (tx) => {
    for (let index = 0; index < count; index += 1) {
      assert.equal(await tx.findAuthKeySecret(uidOf(index), 'authKey1'), `key ${index}`)
      const { properties } = (await tx.findRuntimeByUid(uidOf(index))) ?? {}
      assert.deepEqual(properties, runtimeWith(`string ${index}`).properties)
    }
  })

/** That one key has sealed everything, and is the only one that is kept. */
const assertOneKey = async (db: Database): Promise<string> => {
  const [dataKey = '', ...more] = await listDataKeys(db)
  assert.deepEqual(more, [])
  for (const [table, texts] of Object.entries(await listSealed(db))) {
    for (const text of texts) assert.ok(text.startsWith(`${dataKey}.`), `${table}: ${text}`)
  }
  return dataKey
}

for (const [name, openDatabase] of Object.entries(engines)) {
  const given = async (t: TestContext): Promise<{ store: Store; db: Database; folder: string; secrets: Secrets }> => {
    const folder = temporaryFolder(t)
    const { store, db } = await openIn(t, folder, openDatabase)
    const secrets = newSecrets()
    await saveSecrets(store, secrets)
    return { store, db, folder, secrets }
  }

  describe(`a rotation of the data key of the ${name} store`, () => {
    test('seals every column anew, forgets the key before, and changes no secret', async (t) => {
      const { store, db, folder, secrets } = await given(t)
      const [keyBefore, sealedBefore] = [await assertOneKey(db), await listSealed(db)]

      assert.deepEqual(await store.rotateDataKey(), { resealed: 7, broken: [] })

      assert.notEqual(await assertOneKey(db), keyBefore)
      const sealed = await listSealed(db)
      for (const [table, texts] of Object.entries(sealedBefore) as [keyof typeof sealed, string[]][]) {
        assert.equal(sealed[table].length, texts.length, table)
        for (const text of texts) assert.ok(!sealed[table].includes(text), table)
      }
      assert.deepEqual(await findSecrets(store), secrets)
      await store.close()
      const again = await openIn(t, folder, openDatabase)
      assert.deepEqual(await findSecrets(again.store), secrets)
      assert.deepEqual(await again.store.rotateDataKey(), { resealed: 7, broken: [] })
    })

    test('leaves what former keys have of themselves as it is: a fingerprint, and no secret', async (t) => {
      const { store, db, secrets } = await given(t)
      await store.change((tx) => tx.saveAuthKey(authKey('authKey1', 2), secrets.authKey1))

      assert.deepEqual(await store.rotateDataKey(), { resealed: 7, broken: [] })

      assert.equal((await listSealed(db)).auth_key_generations.length, 2)
      const former = await store.read((tx) => tx.findAuthKeyBy(runtime.uid, authKey('authKey1').fingerprint))
      assert.deepEqual(former, { ...authKey('authKey1'), supersededTime: authKey('authKey1', 2).createTime })
    })

    test('keeps every fingerprint, and so does another master key', async (t) => {
      const { store, folder, secrets } = await given(t)
      const before = await store.read(async (tx) => tx.fingerprint('authKey', 'a text'))

      await store.rotateDataKey()

      assert.equal(await store.read(async (tx) => tx.fingerprint('authKey', 'a text')), before)
      await store.close()
      const db = openDatabase(folder)
      const keys = (await openForRewrap(db, keyringNeeds())) ?? assert.fail('it has keys')
      const other = Buffer.alloc(32, 8)
      await keys.rewrap(localKey({ key: other, source: 'the test' }, keyringNeeds().effects.randomBytes))
      await db.close()
      const rewrapped = await openStore(openDatabase(folder), keyringNeeds(other))
      t.after(() => rewrapped.close())
      assert.equal(await rewrapped.read(async (tx) => tx.fingerprint('authKey', 'a text')), before)
      assert.deepEqual(await findSecrets(rewrapped), secrets)
    })

    test('goes over more rows than one change holds, while others read and write them', async (t) => {
      const { store, db } = await given(t)
      await saveMany(store)
      let isOver = false
      let written = 0
      const write = async (): Promise<void> => {
        while (!isOver) {
          written += 1
          await store.change((tx) => tx.saveAuthKey(authKey('authKey1', written + 1), `written ${written}`))
          assert.equal(await store.read((tx) => tx.findAuthKeySecret(runtime.uid, 'authKey1')), `written ${written}`)
        }
      }
      const read = async (): Promise<void> => {
        while (!isOver) {
          await assertMany(store)
          await setImmediate()
        }
      }

      const others = [write(), read(), read()]
      for (let time = 0; time < 3; time += 1) {
        const { resealed, broken } = await store.rotateDataKey()
        assert.ok(resealed >= 2 * count, String(resealed))
        assert.deepEqual(broken, [])
      }
      isOver = true
      await Promise.all(others)

      await assertMany(store)
      await assertOneKey(db)
      assert.ok(written > 3, String(written))
    })

    test('waits for the one before it, so that no key is forgotten that still seals', async (t) => {
      const { store, db, secrets } = await given(t)

      const outcomes = await Promise.all(Array.from({ length: 5 }, () => store.rotateDataKey()))

      for (const outcome of outcomes) assert.deepEqual(outcome, { resealed: 7, broken: [] })
      await assertOneKey(db)
      assert.deepEqual(await findSecrets(store), secrets)
    })

    test('serves all who wait for it with one more', async (t) => {
      const { store, db, secrets } = await given(t)
      const first = store.rotateDataKey()
      await setImmediate()
      const [keyBefore] = await listDataKeys(db)

      const others = Array.from({ length: 20 }, () => store.rotateDataKey())

      assert.ok(keyBefore)
      assert.equal(new Set(await Promise.all(others)).size, 1)
      assert.notEqual(await first, await others[0])
      await assertOneKey(db)
      assert.deepEqual(await findSecrets(store), secrets)
    })

    test('is cut short when the store closes, loses nothing, and is taken up by the next', async (t) => {
      const { store, folder, secrets } = await given(t)
      await saveMany(store)
      const waiting = [store.rotateDataKey(), store.rotateDataKey()]
      const next = setImmediate().then(() => store.rotateDataKey())
      const outcomes = Promise.allSettled([...waiting, next])
      await setImmediate()

      await store.close()

      for (const outcome of await outcomes) {
        assert.ok(outcome.status === 'rejected' && outcome.reason instanceof StoreError, JSON.stringify(outcome))
      }
      const again = await openIn(t, folder, openDatabase)
      await assertMany(again.store)
      assert.deepEqual((await again.store.rotateDataKey()).broken, [])
      await assertOneKey(again.db)
      await assertMany(again.store)
      assert.deepEqual(await findSecrets(again.store), secrets)
    })

    test('keeps of the keys before it those alone that something broken names', async (t) => {
      const { store, db, secrets } = await given(t)
      const [named = ''] = await listDataKeys(db)
      await overwrite(db, 'factories', `${named}.AAAA`)

      for (let time = 0; time < 3; time += 1) {
        assert.equal((await store.rotateDataKey()).broken.length, 1)
        const [first, newest, ...more] = await listDataKeys(db)
        assert.deepEqual([first, more], [named, []])
        assert.notEqual(newest, named)
      }

      await overwrite(db, 'factories', 'unheard-of.AAAA')
      assert.equal((await store.rotateDataKey()).broken.length, 1)
      assert.equal((await listDataKeys(db)).length, 1, 'nothing can be opened by a key that is not there')
      assert.equal(await store.read((tx) => tx.findAuthKeySecret(runtime.uid, 'authKey1')), secrets.authKey1)
    })

    test('names what does not open, leaves it as it is, and keeps the keys that it may need', async (t) => {
      const { store, db, folder, secrets } = await given(t)
      const [keyBefore = ''] = await listDataKeys(db)
      const [key1 = '', key2 = ''] = (await listSealed(db)).auth_key_generations
      const spoilt = key1.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
      await overwrite(db, 'auth_key_generations', spoilt, `name = 'authKey1'`)
      await overwrite(db, 'auth_key_generations', key1, `name = 'authKey2'`)
      await overwrite(db, 'factories', 'nonsense')

      const outcome = await store.rotateDataKey()

      assert.deepEqual(outcome, {
        resealed: 4,
        broken: [
          `authKey1, generation 1, of the integration runtime ${runtime.uid}`,
          `authKey2, generation 1, of the integration runtime ${runtime.uid}`,
          'the secure strings of /subscriptions/2222bbbb-2222-2222-2222-222222222222/resourcegroups/group/providers/microsoft.datafactory/factories/factory-1',
        ],
      })
      assert.deepEqual((await listSealed(db)).auth_key_generations, [spoilt, key1])
      assert.ok((await listDataKeys(db)).includes(keyBefore))
      await assert.rejects(findSecrets(store), SealBroken)

      await store.close()
      const again = await openIn(t, folder, openDatabase)
      await overwrite(again.db, 'auth_key_generations', key1, `name = 'authKey1'`)
      await overwrite(again.db, 'auth_key_generations', key2, `name = 'authKey2'`)
      await overwrite(again.db, 'factories', null)
      assert.deepEqual(await again.store.rotateDataKey(), { resealed: 6, broken: [] })
      await assertOneKey(again.db)
      const found = await again.store.read((tx) => tx.findAuthKeySecret(runtime.uid, 'authKey1'))
      assert.equal(found, secrets.authKey1, 'what is put back opens still')
    })

    test('that fails in the middle loses nothing, and the next takes it up, in this process or in another', async (t) => {
      for (let failing = 1; ; failing += 1) {
        const folder = temporaryFolder(t)
        const db = openDatabase(folder)
        let changes = Number.NEGATIVE_INFINITY
        const failure = new StoreError('on purpose')
        const store = await openStore(
          {
            ...db,
            change: async (work) => {
              changes += 1
              if (changes === failing) throw failure
              return db.change(work)
            },
          },
          keyringNeeds(),
        )
        const secrets = newSecrets()
        await saveSecrets(store, secrets)
        await saveMany(store)
        changes = 0

        const outcome = await store.rotateDataKey().catch((error: unknown) => error)
        const isThrough = outcome !== failure

        assert.deepEqual(await findSecrets(store), secrets)
        await assertMany(store)
        if (failing % 2 === 0) {
          await store.rotateDataKey()
          await assertOneKey(db)
        }
        await store.close()
        const again = await openIn(t, folder, openDatabase)
        await assertMany(again.store)
        await again.store.rotateDataKey()
        await assertOneKey(again.db)
        assert.deepEqual(await findSecrets(again.store), secrets)
        await assertMany(again.store)
        await again.store.close()
        if (!isThrough) continue
        assert.ok(failing > 8, `there were ${failing} moments to fail at`)
        return
      }
    })

    test('that is killed at any change loses nothing, and the next takes it up', async (t) => {
      for (let number = 1; ; number += 1) {
        const moment = number % 2 === 0 ? 'before' : 'behind'
        const folder = temporaryFolder(t)
        const first = await openIn(t, folder, openDatabase)
        const secrets = newSecrets()
        await saveSecrets(first.store, secrets)
        await saveMany(first.store)
        await first.store.close()

        const child = spawn(process.execPath, [
          '--conditions=lazulite-source',
          rotator,
          folder,
          name,
          moment,
          `${number}`,
        ])
        t.after(() => child.kill('SIGKILL'))
        const [code, signal] = await once(child, 'exit')

        const { store, db } = await openIn(t, folder, openDatabase)
        assert.deepEqual(await findSecrets(store), secrets)
        await assertMany(store)
        assert.deepEqual((await store.rotateDataKey()).broken, [])
        await assertOneKey(db)
        assert.deepEqual(await findSecrets(store), secrets)
        await assertMany(store)
        await store.close()
        if (signal === 'SIGKILL') continue
        assert.equal(code, 0)
        assert.ok(number > 8, `there were ${number} moments to be killed at`)
        return
      }
    })
  })
}

test('a rotation needs its master key once, and fails as a whole where that cannot wrap', async (t) => {
  const [openDatabase] = Object.values(engines)
  if (!openDatabase) return assert.fail('there is no engine')
  const { db } = await openOutside(t, openDatabase)
  const needs = keyringNeeds()
  const failure = new Error('the vault is away')
  let isAway = false
  const store = await openStore(db, {
    ...needs,
    openMasterKey: async (wrappedBy) => {
      const masterKey = await needs.openMasterKey(wrappedBy)
      return { ...masterKey, wrap: (key) => (isAway ? Promise.reject(failure) : masterKey.wrap(key)) }
    },
  })
  const secrets = newSecrets()
  await saveSecrets(store, secrets)
  const before = await listSealed(db)
  isAway = true

  await assert.rejects(store.rotateDataKey(), (error) => error === failure)

  assert.deepEqual(await listSealed(db), before)
  isAway = false
  assert.deepEqual((await store.rotateDataKey()).resealed, 7)
  assert.deepEqual(await findSecrets(store), secrets)
})
