import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { StartError } from '../../src/core/startError.ts'
import { StoreError } from '../../src/core/store.ts'
import { openStore } from '../../src/store/openStore.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { keyringNeeds } from '../support/keyringNeeds.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { savePlaces } from './samples.ts'

const run = (path: string, text: string): unknown[] => {
  const database = new DatabaseSync(path)
  try {
    return database.prepare(text).all()
  } finally {
    database.close()
  }
}

const schema = 'select name, sql from sqlite_master order by name'

test('each migration is applied once, however often the database is opened', async (t) => {
  const path = join(temporaryFolder(t), 'lazulite.db')
  const files = readdirSync(new URL('../../src/store/migrations/', import.meta.url)).toSorted()

  for (let time = 0; time < 3; time += 1) await (await openStore(openSqlite(path), keyringNeeds())).close()

  const versions = run(path, 'select version from migrations order by version').map((row) => ({ ...(row as object) }))
  assert.deepEqual(
    versions,
    files.map((_, index) => ({ version: index + 1 })),
  )
})

test('the migrations are numbered from one, without a gap', () => {
  const files = readdirSync(new URL('../../src/store/migrations/', import.meta.url)).toSorted()

  assert.ok(files.length > 0)
  for (const [index, file] of files.entries()) {
    assert.ok(file.startsWith(`${String(index + 1).padStart(4, '0')}-`) && file.endsWith('.sql'), file)
  }
})

test('a database from before secrets were sealed is refused and left as it is', async (t) => {
  const migrations = new URL('../../src/store/migrations/', import.meta.url)
  const older = readdirSync(migrations)
    .toSorted()
    .filter((file) => Number.parseInt(file, 10) < 4)

  for (const newest of older.keys()) {
    const path = join(temporaryFolder(t), 'lazulite.db')
    const old = new DatabaseSync(path)
    old.exec('create table migrations (version integer primary key)')
    for (const [index, file] of older.slice(0, newest + 1).entries()) {
      old.exec(readFileSync(new URL(file, migrations), 'utf8'))
      old.exec(`insert into migrations (version) values (${index + 1})`)
    }
    old.close()
    const before = run(path, schema)

    await assert.rejects(openStore(openSqlite(path), keyringNeeds()), (error) => {
      assert.ok(error instanceof StartError)
      assert.equal(
        error.message,
        'The database was written before the first release of Lazulite, when secrets were not sealed yet. ' +
          'Start with another --data folder.',
      )
      return true
    })

    assert.deepEqual(run(path, schema), before)
    assert.equal(run(path, 'select version from migrations').length, newest + 1)
  }
})

test('a database that a newer version has written is refused and left as it is', async (t) => {
  const path = join(temporaryFolder(t), 'lazulite.db')
  await (await openStore(openSqlite(path), keyringNeeds())).close()
  run(path, 'insert into migrations (version) values (9999) returning version')

  await assert.rejects(openStore(openSqlite(path), keyringNeeds()), (error) => {
    assert.ok(error instanceof StartError)
    assert.match(
      error.message,
      /written by a newer version of Lazulite \(schema 9999; this one knows up to \d+\)\. Start that/,
    )
    return true
  })

  assert.deepEqual(
    run(path, 'select max(version) as newest from migrations').map((row) => ({ ...(row as object) })),
    [{ newest: 9999 }],
  )
})

test('a file that is no database is refused, and not overwritten', async (t) => {
  const path = join(temporaryFolder(t), 'lazulite.db')
  const text = 'This is a letter to my aunt. '.repeat(1_000)
  writeFileSync(path, text)

  await assert.rejects(async () => openStore(openSqlite(path), keyringNeeds()), StartError)

  assert.equal(readFileSync(path, 'utf8'), text)
})

test('only its owner can read the database, and what lies beside it', {
  skip: process.platform === 'win32',
}, async (t) => {
  const folder = temporaryFolder(t)
  const store = await openStore(openSqlite(join(folder, 'lazulite.db')), keyringNeeds())
  t.after(() => store.close())
  await store.change(savePlaces)

  const files = readdirSync(folder)
  assert.deepEqual(files.toSorted(), ['lazulite.db', 'lazulite.db-shm', 'lazulite.db-wal'])
  for (const file of files) assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file)
})

test('a database that another program holds is a failure of the store, and works again when it is let go', async (t) => {
  const path = join(temporaryFolder(t), 'lazulite.db')
  const store = await openStore(openSqlite(path), keyringNeeds())
  t.after(() => store.close())
  const other = new DatabaseSync(path)
  t.after(() => other.close())
  other.exec('begin immediate')

  await assert.rejects(store.change(savePlaces), StoreError)
  other.exec('rollback')

  await store.change(savePlaces)
})
