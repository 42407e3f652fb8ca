import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { StoreError } from '../../../src/core/store.ts'
import { openStore } from '../../../src/store/openStore.ts'
import { openSqlite } from '../../../src/store/sqlite.ts'
import { keyringNeeds } from '../../support/keyringNeeds.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { engines } from '../engines.ts'
import { bytesIn, listSealed, newSecrets, openIn, saveSecrets } from './support.ts'

const wrappedIn = (file: string): string[] => {
  using db = new DatabaseSync(file, { readOnly: true })
  const rows = db.prepare('select wrapped from keyring_keys union all select wrapped from keyring_root_keys').all()
  return rows.map(({ wrapped }) => String(wrapped))
}

for (const [name, openDatabase] of Object.entries(engines)) {
  test(`nothing that was sealed before a rotation is in a file of the ${name} store, while it goes on`, async (t) => {
    const folder = temporaryFolder(t)
    const { store, db } = await openIn(t, folder, openDatabase)
    await saveSecrets(store, newSecrets())
    const before = Object.values(await listSealed(db)).flat()
    assert.ok(before.every((text) => bytesIn(folder).includes(text)))

    const writing = Promise.all(
      Array.from({ length: 50 }, (_, index) => store.change((tx) => tx.addServerSecret(`other ${index}`, 'secret'))),
    )
    await store.rotateDataKey()
    await writing

    assert.deepEqual(
      before.filter((text) => bytesIn(folder).includes(text)),
      [],
    )
  })
}

test('no key that was wrapped before a rotation is in a file of the SQLite store', async (t) => {
  const folder = temporaryFolder(t)
  const file = join(folder, 'lazulite.db')
  const store = await openStore(openSqlite(file), keyringNeeds())
  t.after(() => store.close())
  await saveSecrets(store, newSecrets())
  const before = wrappedIn(file)
  assert.equal(before.length, 3)

  await store.rotateDataKey()

  for (const wrapped of before) assert.ok(!bytesIn(folder).includes(wrapped))
  assert.equal(wrappedIn(file).length, 3)
})

test('another program that reads a SQLite database is waited for, and told of when it does not end', async (t) => {
  const file = join(temporaryFolder(t), 'lazulite.db')
  const db = openSqlite(file)
  const store = await openStore(db, keyringNeeds())
  t.after(() => store.close())
  await saveSecrets(store, newSecrets())
  const other = new DatabaseSync(file, { readOnly: true })
  t.after(() => other.close())
  const read = (): void => other.exec('begin; select count(*) from server_secrets')

  read()
  const rotated = store.rotateDataKey()
  await pause(300)
  other.exec('commit')
  assert.deepEqual((await rotated).broken, [])

  read()
  await store.change((tx) => tx.addServerSecret('another', 'secret'))
  await assert.rejects(
    db.scrub(),
    (error) => error instanceof StoreError && /another program reads/.test(error.message),
  )
})
