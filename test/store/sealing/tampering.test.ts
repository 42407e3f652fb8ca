import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { whole } from '../../../src/core/range.ts'
import { SealBroken } from '../../../src/core/sealBroken.ts'
import type { Reader } from '../../../src/core/store.ts'
import { type SealedTable, sealedColumns } from '../../../src/store/sealing/sealedColumns.ts'
import { engines } from '../engines.ts'
import { authKey, factory, runtime, secretsOf } from '../samples.ts'
import { listSealed, newSecrets, openOutside, overwrite, repeatable, runtimeWith, saveSecrets } from './support.ts'

/** Properties whose secure strings have opened. Those that have not are there without them: the rest is nobody's secret. */
const opened = (properties: unknown): unknown => {
  if (properties instanceof SealBroken) throw properties
  if (typeof properties === 'object') for (const member of Object.values(properties ?? {})) opened(member)
  return properties
}

/** Something that cannot be found without opening what is sealed in a table. */
const findIn: Readonly<Record<SealedTable, (tx: Reader) => Promise<unknown>>> = {
  auth_key_generations: (tx) => tx.findAuthKeySecret(runtime.uid, 'authKey1'),
  factories: async (tx) => opened((await tx.findFactory(factory.id))?.properties),
  integration_runtimes: async (tx) => opened((await tx.findRuntime(runtime.id))?.properties),
  repeatable_requests: (tx) => tx.findRepeatable(repeatable('')),
  server_secrets: (tx) => tx.findServerSecret('seal'),
  signing_keys: (tx) => tx.listSigningKeys(),
}

for (const [name, openDatabase] of Object.entries(engines)) {
  describe(`secrets in the ${name} store that somebody has changed from outside`, () => {
    test('none opens in a row of another table, however it got there', async (t) => {
      const { store, db } = await openOutside(t, openDatabase)
      await saveSecrets(store, newSecrets())
      const tables = Object.keys(sealedColumns) as SealedTable[]
      const sealed = await listSealed(db)
      const textOf = (index: number): string => sealed[tables[index % tables.length] as SealedTable][0] ?? ''

      for (let shift = 1; shift < tables.length; shift += 1) {
        for (const [index, table] of tables.entries()) await overwrite(db, table, textOf(index + shift))

        for (const table of tables) await assert.rejects(store.read(findIn[table]), SealBroken, `${table}, ${shift}`)
      }

      for (const [index, table] of tables.entries()) await overwrite(db, table, textOf(index))
      for (const table of tables) assert.ok(await store.read(findIn[table]), table)
    })

    test('a key does not open in the other one, in another runtime, or in another generation', async (t) => {
      const { store, db } = await openOutside(t, openDatabase)
      const other = runtimeWith('other', {
        id: { ...runtime.id, integrationRuntimeName: 'Runtime-2' },
        uid: '4444dddd-4444-4444-4444-444444444445',
      })
      await saveSecrets(store, newSecrets())
      await store.change(async (tx) => {
        await tx.saveRuntime(other)
        await tx.saveAuthKey({ ...authKey('authKey1'), runtimeUid: other.uid }, 'of the other')
      })
      const [key1 = '', key2 = '', ofOther = ''] = (await listSealed(db)).auth_key_generations
      await store.change((tx) => tx.saveAuthKey(authKey('authKey1', 2), 'the second'))

      for (const text of [key1, key2, ofOther]) {
        await overwrite(db, 'auth_key_generations', text, `name = 'authKey1' and generation = 2`)
        await assert.rejects(
          store.read((tx) => tx.findAuthKeySecret(runtime.uid, 'authKey1')),
          (error) =>
            error instanceof SealBroken &&
            error.message ===
              `The stored secret of authKey1, generation 2, of the integration runtime ${runtime.uid} does not open: ` +
                'the database was changed from outside.',
        )
      }

      assert.equal(await store.read((tx) => tx.findAuthKeySecret(other.uid, 'authKey1')), 'of the other')
    })

    test('the secure strings of a runtime do not open in another runtime, nor those of a factory in another', async (t) => {
      const { store, db } = await openOutside(t, openDatabase)
      const otherRuntime = runtimeWith('b', {
        id: { ...runtime.id, integrationRuntimeName: 'Runtime-2' },
        uid: '4444dddd-4444-4444-4444-444444444445',
      })
      const otherFactory = {
        ...factory,
        id: { ...factory.id, factoryName: 'Factory-2' },
        principalId: '3333cccc-3333-3333-3333-333333333334',
        properties: { a: { type: 'SecureString', value: 'b' } },
      }
      await saveSecrets(store, newSecrets())
      await store.change(async (tx) => {
        await tx.saveRuntime(otherRuntime)
        await tx.saveFactory(otherFactory)
      })
      const sealed = await listSealed(db)

      await overwrite(db, 'integration_runtimes', sealed.integration_runtimes[0] ?? '', `name = 'Runtime-2'`)
      await overwrite(db, 'factories', sealed.factories[0] ?? '', `name = 'Factory-2'`)

      await assert.rejects(
        store.read(async (tx) => opened((await tx.findRuntime(otherRuntime.id))?.properties)),
        SealBroken,
      )
      await assert.rejects(
        store.read(async (tx) => opened((await tx.findFactory(otherFactory.id))?.properties)),
        SealBroken,
      )
      assert.ok(await store.read(findIn.integration_runtimes))
      assert.ok(await store.read(findIn.factories))
    })

    test('a key that does not open takes no other with it, and a fresh one takes its place', async (t) => {
      const { store, db } = await openOutside(t, openDatabase)
      const secrets = newSecrets()
      await saveSecrets(store, secrets)
      await overwrite(db, 'auth_key_generations', 'nonsense', `name = 'authKey1'`)

      await assert.rejects(store.read(secretsOf), SealBroken)
      assert.equal(await store.read((tx) => tx.findAuthKeySecret(runtime.uid, 'authKey2')), secrets.authKey2)
      assert.equal((await store.read((tx) => tx.listAuthKeys(runtime.uid))).length, 2)
      assert.equal((await store.read((tx) => tx.listRuntimes(factory.id, whole))).length, 1)

      await store.change((tx) => tx.saveAuthKey(authKey('authKey1', 2), 'fresh'))
      assert.deepEqual(await store.read(secretsOf), ['fresh', secrets.authKey2])
    })

    test('an answer that is asked for once more does not open for another caller or request', async (t) => {
      const { store, db } = await openOutside(t, openDatabase)
      await saveSecrets(store, newSecrets())
      const others = [
        { ...repeatable('b'), id: 'request-1' },
        { ...repeatable('b'), objectId: '8888bbbb-8888-8888-8888-888888888889' },
        { ...repeatable('b'), tenantId: '1111aaaa-1111-1111-1111-111111111112' },
      ]
      await store.change(async (tx) => {
        for (const other of others) await tx.addRepeatable(other)
      })
      const [first = ''] = (await listSealed(db)).repeatable_requests

      await overwrite(db, 'repeatable_requests', first)

      assert.ok(await store.read((tx) => tx.findRepeatable(repeatable(''))))
      for (const other of others) {
        await assert.rejects(
          store.read((tx) => tx.findRepeatable(other)),
          SealBroken,
        )
      }
    })
  })
}
