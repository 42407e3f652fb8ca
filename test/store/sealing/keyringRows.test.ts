import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { describe, type TestContext, test } from 'node:test'
import type { MasterKey } from '../../../src/core/masterKey.ts'
import { StartError } from '../../../src/core/startError.ts'
import { openStore } from '../../../src/store/openStore.ts'
import { newRingKey } from '../../../src/store/sealing/ringKey.ts'
import { wrapKeyring } from '../../../src/store/sealing/wrapKeyring.ts'
import type { Database } from '../../../src/store/sql.ts'
import { keyringNeeds } from '../../support/keyringNeeds.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { engines } from '../engines.ts'
import { findSecrets, listDataKeys, listSealed, newSecrets, openIn, saveSecrets } from './support.ts'

const run = (db: Database, text: string): Promise<void> => db.change((session) => session.script(text))
const rowsOf = (db: Database, table: string): Promise<Record<string, number | string>[]> =>
  db.reader.query({ text: [`select * from ${table}`], values: [] })
const literal = (value: unknown): string => (typeof value === 'number' ? `${value}` : `'${value}'`)
const insert = (table: string, row: object): string =>
  `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.values(row).map(literal).join(', ')});`

/** That a store does not open, and says why in one line; and that nothing was asked of a master key, where that is wanted. */
const assertRefused = async (db: Database, says: RegExp, isAsked = true): Promise<void> => {
  const before = [await rowsOf(db, 'keyring_root_keys'), await rowsOf(db, 'keyring_keys')]
  let asked = 0
  const needs = keyringNeeds()
  const openMasterKey = (wrappedBy: string | undefined): Promise<MasterKey> => {
    asked += 1
    return needs.openMasterKey(wrappedBy)
  }
  // What is refused closes its database.
  const kept = { ...db, close: async () => undefined }

  await assert.rejects(openStore(kept, { ...needs, openMasterKey }), (error) => {
    assert.ok(error instanceof StartError, String(error))
    assert.match(error.message, says)
    assert.doesNotMatch(error.message, /\n/)
    return true
  })

  assert.equal(asked > 0, isAsked, 'a master key that is asked for may be made')
  assert.deepEqual([await rowsOf(db, 'keyring_root_keys'), await rowsOf(db, 'keyring_keys')], before)
}

const missing =
  /^Keys that what is secret in the data folder was sealed with are missing .*backup.*nothing was changed\.$/
const changed = /^The keys in the database were changed from outside.*backup.*nothing was changed\.$/

for (const [name, openDatabase] of Object.entries(engines)) {
  /** A store that was used and closed, and its database for who comes from outside. */
  const given = async (t: TestContext, rotations = 0) => {
    const folder = temporaryFolder(t)
    const { store, db: first } = await openIn(t, folder, openDatabase)
    const secrets = newSecrets()
    await saveSecrets(store, secrets)
    const [old] = (await rowsOf(first, 'keyring_keys')).filter(({ purpose }) => purpose === 'data')
    const [oldRoot] = await rowsOf(first, 'keyring_root_keys')
    for (let time = 0; time < rotations; time += 1) await store.rotateDataKey()
    await store.close()
    const db = openDatabase(folder)
    t.after(() => db.close())
    return { folder, db, secrets, old: old ?? {}, oldRoot: oldRoot ?? {} }
  }

  describe(`the keys in the ${name} store`, () => {
    for (const [what, text] of Object.entries({
      'all of them': 'delete from keyring_keys; delete from keyring_root_keys',
      'all but the root key': 'delete from keyring_keys',
      'the root key': 'delete from keyring_root_keys',
      'the one of the fingerprints': `delete from keyring_keys where purpose = 'fingerprint'`,
      'those that seal': `delete from keyring_keys where purpose = 'data'`,
    })) {
      test(`are not made anew where ${what} are gone: the start is refused`, async (t) => {
        const { db } = await given(t)

        await run(db, text)

        await assertRefused(db, missing, false)
      })
    }

    test('are not made anew where only a world is left, and are where nothing is', async (t) => {
      const { folder, db } = await given(t)
      const everything = Object.keys(await listSealed(db)).map((table) => `delete from ${table};`)
      await run(db, `delete from keyring_keys; delete from keyring_root_keys; ${everything.join(' ')}`)
      await run(
        db,
        `insert into worlds (fingerprint, is_built_in, tenant_id) values ('f', 1, '1111aaaa-1111-1111-1111-111111111111')`,
      )

      await assertRefused(db, missing, false)

      await run(db, 'delete from worlds')
      const { store } = await openIn(t, folder, openDatabase)
      await store.change((tx) => tx.addServerSecret('seal', 'secret'))
    })

    test('open for no other id, purpose or number than they were wrapped for', async (t) => {
      const { db } = await given(t)
      const [first, second] = await rowsOf(db, 'keyring_keys')
      const original = `delete from keyring_keys; ${insert('keyring_keys', first ?? {})} ${insert('keyring_keys', second ?? {})}`

      for (const text of [
        `update keyring_keys set number = 99 where purpose = 'data'`,
        `update keyring_keys set id = 'other' where purpose = 'data'`,
        `insert into keyring_keys select 'other', 'data', 98, wrapped from keyring_keys where purpose = 'fingerprint'`,
        `update keyring_keys set purpose = case purpose when 'data' then 'fingerprint' else 'data' end`,
        `update keyring_keys set wrapped = 'AAAA' where purpose = 'data'`,
      ]) {
        await run(db, text)
        await assertRefused(db, changed)
        await run(db, original)
      }
    })

    test('of an earlier root key open under no later one, and no second root key is taken', async (t) => {
      const { db, old, oldRoot } = await given(t, 1)

      await run(db, insert('keyring_keys', { ...old, number: 99 }))
      await assertRefused(db, changed)
      await run(db, `delete from keyring_keys where number = 99; ${insert('keyring_root_keys', oldRoot)}`)
      await assertRefused(db, changed, false)
      await run(db, `delete from keyring_root_keys; ${insert('keyring_root_keys', oldRoot)}`)
      await assertRefused(db, changed)
    })

    test('do not open under a root key of somebody else, whoever has wrapped it', async (t) => {
      const { db } = await given(t)
      const effects = { newId: randomUUID, randomBytes }
      const masterKey = await keyringNeeds().openMasterKey(undefined)
      const { rootKey } = await wrapKeyring([newRingKey('data', [], effects)], masterKey, effects)

      await run(db, `update keyring_root_keys set wrapped = '${rootKey.wrapped}'`)

      await assertRefused(db, changed)
    })

    test('are numbered: the newest seals, whatever the clock says and whatever is kept beside it', async (t) => {
      const folder = temporaryFolder(t)
      const { store, db } = await openIn(t, folder, openDatabase)
      await saveSecrets(store, newSecrets())
      const [first = ''] = await listDataKeys(db)
      await run(db, `insert into server_secrets (name, secret) values ('broken', '${first}.AAAA')`)

      await store.rotateDataKey()
      await store.rotateDataKey()
      await store.close()

      const again = await openIn(t, folder, openDatabase)
      const keys = await listDataKeys(again.db)
      assert.equal(keys.length, 2)
      assert.equal(keys[0], first)
      await again.store.change((tx) => tx.addServerSecret('new', 'secret'))
      const sealed = (await listSealed(again.db)).server_secrets
      assert.equal(sealed.filter((text) => text.startsWith(`${first}.`)).length, 1, 'the broken one')
      assert.ok(sealed.at(-1)?.startsWith(`${keys[1]}.`))
    })

    test('are not written over by a rotation where others have come into their place', async (t) => {
      const { folder, secrets } = await given(t)
      const { store, db } = await openIn(t, folder, openDatabase)
      const others = `update keyring_keys set id = 'other' where purpose = 'data'`
      const [own = ''] = await listDataKeys(db)
      await run(db, others)
      const before = await rowsOf(db, 'keyring_keys')

      await assert.rejects(store.rotateDataKey(), StartError)

      assert.deepEqual(await rowsOf(db, 'keyring_keys'), before)
      await run(db, `update keyring_keys set id = '${own}' where purpose = 'data'`)
      assert.deepEqual((await store.rotateDataKey()).broken, [])
      assert.deepEqual(await findSecrets(store), secrets)
    })
  })
}
