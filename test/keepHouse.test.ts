import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { readConfig } from '../src/config/readConfig.ts'
import { nextRecord } from '../src/core/audit/chainRecord.ts'
import type { Store } from '../src/core/store.ts'
import { keepHouse } from '../src/keepHouse.ts'
import { entryOf, keys } from './support/auditExports.ts'
import { keepLog } from './support/keepLog.ts'
import { fileOf, openTemporaryStore } from './support/openTemporaryStore.ts'
import { temporaryFolder } from './support/temporaryFolder.ts'

const dayMs = 24 * 60 * 60 * 1000

/** A store with so many records of long ago, and one of today. */
const given = async (t: TestContext, count: number): Promise<Store> => {
  const store = await openTemporaryStore(t)
  await store.change(async (tx) => {
    let head: { readonly number: number; readonly hash: string } | undefined
    for (let number = 0; number <= count; number += 1) {
      const time = new Date(Date.now() - (number < count ? 40 * dayMs : 0)).toISOString()
      const record = nextRecord(head, { chain: '/c', entry: entryOf(number, { time }) })
      await tx.addAuditRecord(record)
      head = record
    }
  })
  return store
}

const keepHouseOf = (t: TestContext, store: Store) => {
  const { log, lines } = keepLog()
  const config = readConfig({ flags: ['--audit-retention-days=30'], env: {} })
  const effects = { now: () => new Date(), newId: randomUUID }
  const https = { renew: () => {} }
  const folder = temporaryFolder(t)
  return { lines, stop: keepHouse({ config, folder, store, effects, auditKey: keys.privateKey, https, log }) }
}

const firstIn = async (store: Store): Promise<number | undefined> =>
  (await store.read((tx) => tx.findChainHead('/c')))?.first

test('old records are forgotten from the start on, a part at a time, and whoever stops that waits for the part alone', async (t) => {
  const store = await given(t, 2500)

  const { stop, lines } = keepHouseOf(t, store)
  await stop()

  const first = await firstIn(store)
  assert.ok(first === 1 || first === 1001, String(first))
  assert.deepEqual(lines, [])
})

test('what cannot be forgotten is logged, and stops nothing', async (t) => {
  const store = await given(t, 10)
  using db = new DatabaseSync(fileOf(store))
  db.exec(`create trigger keep before delete on audit_records begin select raise(abort, 'not now'); end`)

  const { stop, lines } = keepHouseOf(t, store)
  while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  await stop()

  assert.deepEqual(
    lines.map(({ msg }) => msg),
    ['the forgetting of old audit records failed'],
  )
  assert.equal(await firstIn(store), 1)
})
