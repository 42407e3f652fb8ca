import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import fc from 'fast-check'
import { verifyExport } from '../../../src/cli/audit/verifying/verifyExport.ts'
import { openAuditPublicKey } from '../../../src/core/audit/auditPublicKey.ts'
import { nextRecord } from '../../../src/core/audit/chainRecord.ts'
import { forgetOldRecords } from '../../../src/core/audit/forgetOldRecords.ts'
import { chainSpan, manifestLine } from '../../../src/core/audit/manifest.ts'
import type { Store } from '../../../src/core/store.ts'
import { entryOf, keys, textOf, time } from '../../support/auditExports.ts'
import { tenantId } from '../../support/known.ts'
import { fileOf, openTemporaryStore } from '../../support/openTemporaryStore.ts'

const dayMs = 24 * 60 * 60 * 1000
const today = new Date('2026-05-01T08:00:00.000Z')
const publicKey = openAuditPublicKey(keys.publicKey) ?? assert.fail('there is no key')

/** Writes a chain of one record for each age in days. */
const keepRecords = (store: Store, chain: string, ages: readonly number[]) =>
  store.change(async (tx) => {
    for (const age of ages) {
      const entry = entryOf(age, { time: new Date(today.getTime() - age * dayMs).toISOString() })
      await tx.addAuditRecord(nextRecord(await tx.findChainHead(chain), { chain, entry }))
    }
  })

const forget = (store: Store, days: number, now = today) =>
  forgetOldRecords(store, { days, effects: { now: () => now, newId: randomUUID }, privateKey: keys.privateKey })

/** Where it is told that something was forgotten. */
const tenantChain = `/tenants/${tenantId}`

const linesIn = (store: Store, chain: string) => store.read((tx) => tx.listAuditLines(chain, { after: 0, limit: 100 }))
const numbersIn = async (store: Store, chain: string): Promise<number[]> =>
  (await linesIn(store, chain)).map((line) => JSON.parse(line).number)

/** How many entries an export of the store has; throws where it does not verify. */
const verifiedEntries = async (store: Store): Promise<number> => {
  const heads = await store.read((tx) => tx.listChainHeads(tenantId))
  const lines: string[] = []
  for (const { chain, checkpoint } of heads) {
    lines.push(...(checkpoint === undefined ? [] : [checkpoint]), ...(await linesIn(store, chain)))
  }
  const text = textOf([...lines, manifestLine({ tenantId, time, chains: heads.map(chainSpan) }, keys.privateKey)])
  async function* chunks() {
    yield text
  }
  return (await verifyExport(chunks(), publicKey)).entries
}

test('records that are older than the days to keep go, and a checkpoint in their place keeps the chain whole', async (t) => {
  const store = await openTemporaryStore(t)
  await keepRecords(store, '/a', [40, 31, 30, 1])
  await keepRecords(store, '/b', [2, 0])

  await forget(store, 30)

  assert.deepEqual(
    [await numbersIn(store, '/a'), await numbersIn(store, '/b')],
    [
      [3, 4],
      [1, 2],
    ],
  )
  assert.equal(await verifiedEntries(store), 5)
})

test('what stands behind a record that is to be kept waits for it, though it be older', async (t) => {
  const store = await openTemporaryStore(t)
  await keepRecords(store, '/a', [50, 10, 50, 50, 1])

  await forget(store, 30)

  assert.deepEqual(await numbersIn(store, '/a'), [2, 3, 4, 5])
})

test('a chain of which nothing is kept goes on where it was', async (t) => {
  const store = await openTemporaryStore(t)
  await keepRecords(store, '/a', [50, 40])
  await keepRecords(store, '/b', [0])

  await forget(store, 30)
  assert.deepEqual([await numbersIn(store, '/a'), await verifiedEntries(store)], [[], 2])

  await keepRecords(store, '/a', [0])
  assert.deepEqual([await numbersIn(store, '/a'), await verifiedEntries(store)], [[3], 3])
})

test('a clock that is years ahead when the server starts makes nothing old, and neither does it when it starts again', async (t) => {
  const store = await openTemporaryStore(t)
  await keepRecords(store, '/a', [40, 20, 1])
  const ahead = new Date('2038-01-19T03:14:07.000Z')

  await forget(store, 30, ahead)
  await forget(store, 30, ahead)

  assert.deepEqual(await numbersIn(store, '/a'), [2, 3])
})

test('records go a thousand at a time, and each time is told in the chain of the tenant', async (t) => {
  const store = await openTemporaryStore(t)
  await keepRecords(store, '/a', [...Array.from({ length: 2500 }, () => 40), 1])

  await forget(store, 30)

  assert.deepEqual(await numbersIn(store, '/a'), [2501])
  const told = (await linesIn(store, tenantChain)).map((line) => JSON.parse(line).entry)
  assert.deepEqual(
    told.map(({ forgotten }) => forgotten),
    [
      { first: 1, last: 1000 },
      { first: 1001, last: 2000 },
      { first: 2001, last: 2500 },
    ],
  )
  for (const { caller, operationName, resourceId, outcome } of told) {
    assert.deepEqual(
      [caller, operationName, resourceId, outcome],
      [{ kind: 'server', objectId: '', name: 'Lazulite' }, 'Lazulite.Control/auditRecords/delete', '/a', 'Succeeded'],
    )
  }
  assert.equal(await verifiedEntries(store), 4)
})

test('what is told to end ends, and goes on the next time', async (t) => {
  const store = await openTemporaryStore(t)
  await keepRecords(store, '/a', [40, 1])
  const effects = { now: () => today, newId: randomUUID }

  await forgetOldRecords(store, { days: 30, effects, privateKey: keys.privateKey, signal: AbortSignal.abort() })
  assert.deepEqual(await numbersIn(store, '/a'), [1, 2])

  await forget(store, 30)
  assert.deepEqual(await numbersIn(store, '/a'), [2])
})

test('a chain that was tampered with keeps all that is left of it, and hinders no other', async (t) => {
  const store = await openTemporaryStore(t)
  await keepRecords(store, '/a', [40, 1])
  await keepRecords(store, '/b', [40, 1])
  using db = new DatabaseSync(fileOf(store))
  db.exec(`update audit_chains set hash = '${'0'.repeat(64)}' where chain = '/a'`)

  await assert.rejects(forget(store, 30), (error: AggregateError) => {
    assert.match(error.errors.join(), /The audit of \/a is not what was written/)
    return error.errors.length === 1
  })

  assert.deepEqual([await numbersIn(store, '/a'), await numbersIn(store, '/b')], [[1, 2], [2]])
})

test('however often and whenever a chain is pruned, what is left of it verifies, and nothing to be kept is gone', async (t) => {
  const store = await openTemporaryStore(t)
  const some = fc.record({ ages: fc.array(fc.nat(60), { maxLength: 5 }), days: fc.integer({ min: 1, max: 60 }) })
  let runs = 0
  await keepRecords(store, '/now', [0])

  await fc.assert(
    fc.asyncProperty(fc.array(some, { minLength: 1, maxLength: 4 }), async (rounds) => {
      const chain = `/${runs++}`
      for (const { ages, days } of rounds) {
        await keepRecords(store, chain, ages)
        const before = await linesIn(store, chain)
        await forget(store, days)
        const after = await linesIn(store, chain)

        const gone = before.slice(0, before.length - after.length)
        assert.deepEqual(after, before.slice(gone.length), 'what is left is the end of what was there')
        const isOld = (line = ''): boolean => Date.parse(JSON.parse(line).entry.time) < today.getTime() - days * dayMs
        assert.ok(gone.every(isOld))
        assert.ok(after.length === 0 || !isOld(after[0]))
      }
      await verifiedEntries(store)
    }),
    { numRuns: 30 },
  )
})
