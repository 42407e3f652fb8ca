import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { keepRefreshToken } from '../../../src/entra/tickets/keepRefreshToken.ts'
import { openTickets } from '../../../src/entra/tickets/tickets.ts'
import { openTemporaryStore } from '../../support/openTemporaryStore.ts'

const content = {
  tenantId: 'tenant',
  objectId: 'ann',
  authTime: 1,
  clientId: 'client',
  audience: 'https://management.azure.com',
  oidcScopes: [],
}
const dayMs = 24 * 60 * 60 * 1000

const start = async (t: TestContext) => {
  const store = await openTemporaryStore(t)
  let milliseconds = Date.UTC(2026, 0, 1)
  const effects = { now: () => new Date(milliseconds), randomBytes, newId: randomUUID, operationMs: 0 }
  const tickets = openTickets(randomBytes(32), effects)
  const parts = { tickets, effects, refreshTokenDays: 2 }
  return {
    /** So many of one sign-in, a millisecond apart. */
    keep: (family: string, count: number): Promise<readonly string[]> =>
      store.change(async (tx) => {
        const texts: string[] = []
        while (texts.length < count) {
          texts.push(await keepRefreshToken(tx, parts, { family, content }))
          milliseconds += 1
        }
        return texts
      }),
    isGood: async (text = '') => (await store.read((tx) => tickets.find(tx, 'refreshToken', text))) !== undefined,
    skip: (ms: number): void => {
      milliseconds += ms
    },
  }
}

test('a refresh token is good for as many days as the setting says', async (t) => {
  const { keep, isGood, skip } = await start(t)
  const [text] = await keep('one', 1)

  skip(2 * dayMs - 2)
  assert.equal(await isGood(text), true)
  skip(1)
  assert.equal(await isGood(text), false)
})

test('of one sign-in the newest thousand are good, so that nobody fills the disk with one', async (t) => {
  const { keep, isGood } = await start(t)
  const [stranger] = await keep('another', 1)

  const texts = await keep('one', 1001)

  assert.deepEqual([await isGood(texts[0]), await isGood(texts[1]), await isGood(texts[1000])], [false, true, true])
  assert.equal(await isGood(stranger), true)
})
