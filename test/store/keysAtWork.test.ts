import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { nextRecord } from '../../src/core/audit/chainRecord.ts'
import type { AuthKeyName } from '../../src/core/authKey.ts'
import type { Node } from '../../src/core/node.ts'
import type { AuditFilter, AuditRecord } from '../../src/core/store/audit.ts'
import { entryOf } from '../support/auditExports.ts'
import { onlineNode } from '../support/nodes.ts'
import { engines, openFresh } from './engines.ts'
import { authKey, runtime, saveAll, secretsOf, subscription, tenant } from './samples.ts'
import { repeatable } from './sealing/support.ts'

const upper = (text: string): string => text.toUpperCase()

/** Without the members that are undefined, which no store has. */
const kept = (node: Node): object => JSON.parse(JSON.stringify(node))
const [one, two] = ['9999aaaa-0000-0000-0000-000000000001', '9999aaaa-0000-0000-0000-000000000002']

for (const [name, openDatabase] of Object.entries(engines)) {
  describe(`the ${name} store, of authentication keys`, () => {
    test('has two current ones, and of those before all but their secrets', async (t) => {
      const store = await openFresh(t, openDatabase)
      await saveAll(store)

      await store.change(async (tx) => {
        await tx.saveAuthKey(authKey('authKey1', 2), 'second')
        await tx.saveAuthKey(authKey('authKey1', 3), 'third')
      })

      await store.read(async (tx) => {
        assert.deepEqual(await tx.listAuthKeys(runtime.uid), [authKey('authKey1', 3), authKey('authKey2')])
        assert.deepEqual(await secretsOf(tx), ['third', 'two'])
        for (const generation of [1, 2]) {
          const former = authKey('authKey1', generation)
          const supersededTime = authKey('authKey1', generation + 1).createTime
          assert.deepEqual(await tx.findAuthKeyBy(runtime.uid, former.fingerprint), { ...former, supersededTime })
        }
        assert.equal(await tx.findAuthKeyBy(runtime.uid, 'another'), undefined)
        assert.equal(await tx.findAuthKeyBy('another', authKey('authKey2').fingerprint), undefined)
      })
    })

    test('lists those that have ended, of each name the newest first and no more than it is asked for', async (t) => {
      const store = await openFresh(t, openDatabase)
      await saveAll(store)
      assert.deepEqual(await store.read((tx) => tx.listFormerAuthKeys(runtime.uid, 9)), [])
      await store.change(async (tx) => {
        for (let generation = 2; generation <= 12; generation += 1) {
          await tx.saveAuthKey(authKey('authKey1', generation), `secret ${generation}`)
        }
        await tx.saveAuthKey(authKey('authKey2', 2), 'another')
      })
      const former = (name: AuthKeyName, generation: number) => ({
        ...authKey(name, generation),
        supersededTime: authKey(name, generation + 1).createTime,
      })

      await store.read(async (tx) => {
        assert.deepEqual(await tx.listFormerAuthKeys(runtime.uid, 3), [
          ...[11, 10, 9].map((generation) => former('authKey1', generation)),
          former('authKey2', 1),
        ])
        assert.equal((await tx.listFormerAuthKeys(runtime.uid, 100)).length, 12)
        assert.deepEqual(await tx.listFormerAuthKeys('another', 3), [])
      })
    })

    test('keeps a generation once: it is never replaced', async (t) => {
      const store = await openFresh(t, openDatabase)
      await saveAll(store)

      await assert.rejects(store.change((tx) => tx.saveAuthKey(authKey('authKey1'), 'another')))

      assert.deepEqual(await store.read(secretsOf), ['one', 'two'])
      assert.equal((await store.read((tx) => tx.listAuthKeys(runtime.uid)))[0]?.supersededTime, undefined)
    })

    test('adds uses to the generation that is meant, current or not; the later time counts', async (t) => {
      const store = await openFresh(t, openDatabase)
      await saveAll(store)
      await store.change((tx) => tx.saveAuthKey(authKey('authKey1', 2), 'second'))
      const times = ['2026-01-02T03:04:05Z', '2026-01-02T03:04:06.5Z', '2026-01-02T03:04:06Z']

      for (const lastUsedTime of times) {
        await store.change((tx) => tx.addAuthKeyUses(authKey('authKey1'), { uses: 2, lastUsedTime }))
      }
      await store.change((tx) => tx.addAuthKeyUses(authKey('authKey2', 9), { uses: 1, lastUsedTime: times[0] ?? '' }))

      await store.read(async (tx) => {
        const former = await tx.findAuthKeyBy(runtime.uid, authKey('authKey1').fingerprint)
        assert.deepEqual([former?.uses, former?.lastUsedTime], [6, times[1]])
        for (const key of await tx.listAuthKeys(runtime.uid)) {
          assert.deepEqual([key.uses, key.lastUsedTime], [0, undefined])
        }
      })
    })

    test('has none of a runtime that is gone, of whatever generation', async (t) => {
      const store = await openFresh(t, openDatabase)
      await saveAll(store)
      await store.change((tx) => tx.saveAuthKey(authKey('authKey1', 2), 'second'))

      await store.change((tx) => tx.deleteRuntime(runtime.id))

      await store.read(async (tx) => {
        assert.deepEqual(await tx.listAuthKeys(runtime.uid), [])
        assert.deepEqual(await secretsOf(tx), [undefined, undefined])
        assert.equal(await tx.findAuthKeyBy(runtime.uid, authKey('authKey1').fingerprint), undefined)
      })
    })

    test('makes fingerprints that another store does not', async (t) => {
      const [store, other] = [await openFresh(t, openDatabase), await openFresh(t, openDatabase)]
      const of = (which: typeof store) => which.read(async (tx) => tx.fingerprint('authKey', 'a text'))

      assert.match(await of(store), /^[0-9a-f]{32}$/)
      assert.equal(await of(store), await store.change(async (tx) => tx.fingerprint('authKey', 'a text')))
      assert.notEqual(await of(store), await of(other))
    })
  })

  describe(`the ${name} store, of nodes`, () => {
    test('finds them by name and by id, whatever the letter case, and lists them by name', async (t) => {
      const store = await openFresh(t, openDatabase)
      await saveAll(store)
      const nodes = [
        onlineNode(runtime.uid, { id: one, name: 'b' }),
        onlineNode(runtime.uid, { id: two, name: 'A', ipAddress: undefined, monitoring: undefined }),
      ]
      await store.change(async (tx) => {
        for (const node of nodes) await tx.saveNode(node)
      })

      await store.read(async (tx) => {
        const [b, a] = nodes.map(kept)
        assert.deepEqual(await tx.findNode(runtime.uid, 'B'), b)
        assert.deepEqual(await tx.findNodeById(upper(one)), b)
        assert.deepEqual(await tx.listNodes(runtime.uid), [a, b])
        assert.deepEqual(await tx.listNodes('another'), [])
      })
    })

    test('replaces the one of a name, whose id finds nothing then, and deletes one alone', async (t) => {
      const store = await openFresh(t, openDatabase)
      await saveAll(store)
      const [before, after] = [
        onlineNode(runtime.uid, { id: one }),
        onlineNode(runtime.uid, { id: two, name: 'NODE_1' }),
      ]
      await store.change((tx) => tx.saveNode(before))

      await store.change((tx) => tx.saveNode(after))

      assert.equal(await store.read((tx) => tx.findNodeById(one)), undefined)
      assert.deepEqual(await store.read((tx) => tx.listNodes(runtime.uid)), [kept(after)])
      assert.equal(await store.change((tx) => tx.deleteNode(runtime.uid, 'node_1')), true)
      assert.equal(await store.change((tx) => tx.deleteNode(runtime.uid, 'node_1')), false)
      assert.equal(await store.read((tx) => tx.findNodeById(two)), undefined)
    })

    test('has none of a runtime that is gone', async (t) => {
      const store = await openFresh(t, openDatabase)
      await saveAll(store)
      await store.change((tx) => tx.saveNode(onlineNode(runtime.uid, { id: one })))

      await store.change((tx) => tx.deleteRuntime(runtime.id))

      assert.equal(await store.read((tx) => tx.findNodeById(one)), undefined)
    })
  })

  describe(`the ${name} store, of answers that may be asked for once more`, () => {
    test('finds one by its caller, whatever the letter case, and its id', async (t) => {
      const store = await openFresh(t, openDatabase)
      const saved = repeatable('secret')
      await store.change((tx) => tx.addRepeatable(saved))

      await store.read(async (tx) => {
        assert.deepEqual(await tx.findRepeatable(saved), saved)
        const others = { ...saved, tenantId: upper(saved.tenantId), objectId: upper(saved.objectId) }
        assert.deepEqual((await tx.findRepeatable(others))?.answer, saved.answer)
        assert.equal(await tx.findRepeatable({ ...saved, id: 'another' }), undefined)
        assert.equal(await tx.findRepeatable({ ...saved, objectId: one }), undefined)
        assert.equal(await tx.findRepeatable({ ...saved, tenantId: one }), undefined)
      })
    })

    test('forgets those that end before a moment, and no others', async (t) => {
      const store = await openFresh(t, openDatabase)
      const [early, late] = [
        { ...repeatable('a'), id: 'early', expiresAt: 999 },
        { ...repeatable('b'), id: 'late', expiresAt: 1000 },
      ]
      await store.change(async (tx) => {
        await tx.addRepeatable(early)
        await tx.addRepeatable(late)
      })

      await store.change((tx) => tx.forgetRepeatablesBefore(1000))

      assert.equal(await store.read((tx) => tx.findRepeatable(early)), undefined)
      assert.deepEqual(await store.read((tx) => tx.findRepeatable(late)), late)
    })
  })

  describe(`the ${name} store, of the audit`, () => {
    const filter: AuditFilter = {
      tenantId: tenant.id,
      subscriptionId: subscription.id,
      from: 0,
      to: Number.MAX_SAFE_INTEGER,
    }
    const pathOf = (end: string): string => `/subscriptions/${subscription.id}/resourceGroups/Group${end}`
    const given = async (t: Parameters<typeof openFresh>[0]) => {
      const store = await openFresh(t, openDatabase)
      const records: AuditRecord[] = []
      await store.change(async (tx) => {
        for (let index = 0; index < 6; index += 1) {
          const entry = entryOf(index, {
            id: `9999bbbb-0000-0000-0000-00000000000${index}`,
            tenantId: tenant.id,
            subscriptionId: subscription.id,
            // Two at each moment.
            time: `2026-01-02T03:04:0${Math.floor(index / 2)}Z`,
            resourceId: pathOf(
              ['', '/providers/P/f/A', '/providers/P/f/A/r/1', '/providers/P/f/Ab', '2', '/providers/Q/f/A'][index] ??
                '',
            ),
            correlationId: `Correlation-${index}`,
            caller: { kind: 'principal', objectId: index === 5 ? one : two, name: index === 5 ? 'Ann' : 'Bob' },
          })
          const record = nextRecord(await tx.findChainHead('chain'), { chain: 'chain', entry })
          records.push(record)
          await tx.addAuditRecord(record)
        }
      })
      return { store, records }
    }

    test('moves the head of a chain with each record, and answers lines as they were written', async (t) => {
      const { store, records } = await given(t)
      const last = records.at(-1)

      await store.read(async (tx) => {
        const head = {
          chain: 'chain',
          tenantId: tenant.id,
          number: 6,
          hash: last?.hash,
          first: 1,
          checkpoint: undefined,
        }
        assert.deepEqual(await tx.findChainHead('chain'), head)
        assert.deepEqual(await tx.listChainHeads(upper(tenant.id)), [head])
        assert.deepEqual(await tx.listChainHeads(one), [])
        assert.equal(await tx.findChainHead('another'), undefined)
        const lines = records.map(({ line }) => line)
        assert.deepEqual(await tx.listAuditLines('chain', { after: 0, limit: 100 }), lines)
        assert.deepEqual(await tx.listAuditLines('chain', { after: 2, limit: 3 }), lines.slice(2, 5))
      })
    })

    test('keeps each number of a chain once', async (t) => {
      const { store, records } = await given(t)
      const [first] = records
      assert.ok(first)

      await assert.rejects(store.change((tx) => tx.addAuditRecord({ ...first, line: 'another' })))

      assert.equal((await store.read((tx) => tx.listAuditLines('chain', { after: 0, limit: 1 })))[0], first.line)
    })

    test('answers entries newest first, in pages that neither skip nor repeat one of the same moment', async (t) => {
      const { store, records } = await given(t)
      const expected = records.map(({ entry }) => entry.id).toReversed()

      const found: string[] = []
      for (let after: { timeMs: number; id: string } | undefined; ; ) {
        const page = await store.read((tx) => tx.listAuditEntries(filter, { after, limit: 1 }))
        const [entry] = page
        if (!entry) break
        found.push(entry.id)
        after = { timeMs: Date.parse(entry.time), id: entry.id }
      }

      assert.deepEqual(found, expected)
    })

    test('finds entries by what is asked for, whatever the letter case, and no others', async (t) => {
      const { store } = await given(t)
      const indexes = async (more: Partial<AuditFilter>): Promise<number[]> => {
        const range = { after: undefined, limit: 100 }
        const entries = await store.read((tx) => tx.listAuditEntries({ ...filter, ...more }, range))
        return entries.map(({ id }) => Number(id.at(-1)))
      }

      assert.deepEqual(await indexes({ scope: upper(pathOf('/providers/P/f/A')) }), [2, 1])
      assert.deepEqual(await indexes({ scope: upper(pathOf('')) }), [5, 3, 2, 1, 0])
      assert.deepEqual(await indexes({ provider: 'p' }), [3, 2, 1])
      assert.deepEqual(await indexes({ caller: 'ANN' }), [5])
      assert.deepEqual(await indexes({ caller: upper(one) }), [5])
      assert.deepEqual(await indexes({ correlationId: 'CORRELATION-3' }), [3])
      const at = Date.parse('2026-01-02T03:04:01Z')
      assert.deepEqual(await indexes({ from: at, to: at }), [3, 2])
      assert.deepEqual(await indexes({ subscriptionId: undefined }), [])
      assert.deepEqual(
        await indexes({ subscriptionId: upper(subscription.id), tenantId: upper(tenant.id) }),
        [5, 4, 3, 2, 1, 0],
      )
      assert.deepEqual(await indexes({ tenantId: one }), [])
    })

    test('forgets the records of a chain up to a number, and goes on from its head', async (t) => {
      const { store, records } = await given(t)
      const moment = Date.parse('2026-01-02T03:04:02Z')
      assert.deepEqual(
        (await store.read((tx) => tx.listChainsBefore(moment))).map(({ chain }) => chain),
        ['chain'],
      )
      assert.deepEqual(await store.read((tx) => tx.findLastBefore('chain', moment)), {
        number: 4,
        hash: records[3]?.hash,
      })

      await store.change((tx) => tx.forgetAuditRecords('chain', { number: 4, checkpoint: 'signed' }))

      await store.read(async (tx) => {
        assert.deepEqual(
          await tx.listAuditLines('chain', { after: 0, limit: 100 }),
          records.slice(4).map(({ line }) => line),
        )
        const head = await tx.findChainHead('chain')
        assert.deepEqual([head?.number, head?.hash, head?.first, head?.checkpoint], [6, records[5]?.hash, 5, 'signed'])
        assert.deepEqual(await tx.listChainsBefore(moment), [])
        assert.equal(await tx.findLastBefore('chain', moment), undefined)
      })
    })
  })
}
