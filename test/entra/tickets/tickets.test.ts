import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { openTickets } from '../../../src/entra/tickets/tickets.ts'
import { dumpStore } from '../../support/dumpStore.ts'
import { openTemporaryStore } from '../../support/openTemporaryStore.ts'

const content = { tenantId: 'tenant', objectId: 'ann', authTime: 1 }

const startTickets = async (t: TestContext) => {
  const store = await openTemporaryStore(t)
  let milliseconds = Date.UTC(2026, 0, 1)
  const effects = { now: () => new Date(milliseconds), randomBytes }
  const key = randomBytes(32)
  const tickets = openTickets(key, effects)
  return {
    store,
    tickets,
    others: openTickets(randomBytes(32), effects),
    twin: openTickets(key, effects),
    skip: (ms: number): void => {
      milliseconds += ms
    },
    /** A session that is good for a second. */
    keep: async (text = tickets.newText(), family = 'family') => {
      const expiresAt = milliseconds + 1000
      await store.change((tx) => tickets.keep(tx, 'session', { text, family, expiresAt, content }))
      return text
    },
    find: (text: string) => store.read((tx) => tickets.find(tx, 'session', text)),
  }
}

test('what was given out is known again, by every server that has the key', async (t) => {
  const { store, keep, find, twin } = await startTickets(t)

  const text = await keep()

  assert.partialDeepStrictEqual(await find(text), { content, family: 'family' })
  assert.deepEqual(await store.read((tx) => twin.find(tx, 'session', text)), await find(text))
})

test('neither its text nor a hash that anybody can make is in the database', async (t) => {
  const { store, keep, others } = await startTickets(t)

  const text = await keep()

  assert.doesNotMatch(await dumpStore(store), new RegExp(text))
  assert.equal(await store.read((tx) => others.find(tx, 'session', text)), undefined)
})

test('a mark is the same on every server that has the key, and on no other', async (t) => {
  const { tickets, twin, others } = await startTickets(t)

  const mark = tickets.mark('csrf', 'a cookie')

  assert.equal(twin.mark('csrf', 'a cookie'), mark)
  assert.notEqual(others.mark('csrf', 'a cookie'), mark)
  assert.notEqual(tickets.mark('csrf', 'another'), mark)
})

test('no ticket is kept under its mark', async (t) => {
  const { store, tickets, keep } = await startTickets(t)

  const text = await keep()

  assert.doesNotMatch(await dumpStore(store), new RegExp(tickets.mark('csrf', text)))
})

test('no other text and no other kind is', async (t) => {
  const { store, tickets, keep, find } = await startTickets(t)

  const text = await keep()

  assert.equal(await find(`${text} `), undefined)
  assert.equal(await find(''), undefined)
  assert.equal(await store.read((tx) => tickets.find(tx, 'refreshToken', text)), undefined)
})

test('from its end on it counts for nothing, and the next one has it forgotten', async (t) => {
  const { store, skip, keep, find } = await startTickets(t)
  const text = await keep()

  skip(999)
  assert.ok(await find(text))
  skip(1)
  assert.equal(await find(text), undefined)

  skip(1)
  await keep()
  assert.equal(await store.read((tx) => tx.countTickets('session')), 1)
})

test('one is taken back alone, a family as a whole', async (t) => {
  const { store, tickets, keep, find } = await startTickets(t)
  const [one, other, third, stranger] = [await keep(), await keep(), await keep(), await keep(undefined, 'another')]

  await store.change((tx) => tickets.takeBack(tx, 'session', one))
  assert.deepEqual([await find(one), (await find(other))?.content], [undefined, content])

  await store.change((tx) => tickets.takeBackFamily(tx, 'family'))
  assert.deepEqual([await find(other), await find(third)], [undefined, undefined])
  assert.ok(await find(stranger))
})

test('one is found by its family, too, as long as it is good, and no other kind or family', async (t) => {
  const { store, tickets, keep, skip } = await startTickets(t)
  const findOf = (kind: 'refreshToken' | 'session', family: string) =>
    store.read((tx) => tickets.findOf(tx, kind, family))
  const text = await keep()

  assert.deepEqual(await findOf('session', 'family'), await store.read((tx) => tickets.find(tx, 'session', text)))
  assert.equal(await findOf('session', 'another'), undefined)
  assert.equal(await findOf('refreshToken', 'family'), undefined)
  skip(1000)
  assert.equal(await findOf('session', 'family'), undefined)
})

test('one that is kept again has its new content alone', async (t) => {
  const { keep, find, skip } = await startTickets(t)

  const text = await keep()
  skip(500)
  await keep(text, 'another')

  assert.equal((await find(text))?.family, 'another')
  skip(999)
  assert.ok(await find(text))
})
