import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupUrl } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'

const azure = await shareService()
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const chosen = 'C0FFEE00-0000-4000-8000-000000000001'

const idsOf = async (headers: Record<string, string>, token?: null) => {
  const reply = await azure.send('GET', groupUrl, { headers, ...(token === null && { token }) })
  return {
    request: String(reply.headers['x-ms-request-id']),
    correlation: String(reply.headers['x-ms-correlation-request-id']),
    routing: String(reply.headers['x-ms-routing-request-id']),
  }
}

test('a client may choose the correlation id, of an answer and of a refusal alike', async () => {
  for (const token of [undefined, null]) {
    const ids = await idsOf({ 'x-ms-correlation-request-id': chosen }, token as null)

    assert.equal(ids.correlation, chosen)
    assert.ok(ids.routing.endsWith(`Z:${chosen}`), ids.routing)
    assert.match(ids.request, guid)
    assert.notEqual(ids.request, chosen)
  }
})

for (const nonsense of ['', ' ', 'two words', '<script>', 'a'.repeat(65), 'é', `${chosen}, ${chosen}`, '{"a":1}']) {
  test(`a correlation id that reads ${nonsense.slice(0, 40) || 'nothing'} is replaced by one of the server’s`, async () => {
    const { request, correlation, routing } = await idsOf({ 'x-ms-correlation-request-id': nonsense })

    assert.match(correlation, guid)
    assert.equal(correlation, request)
    assert.ok(routing.endsWith(`Z:${correlation}`), routing)
  })
}

test('no two requests have the same id', async () => {
  const replies = await Promise.all(Array.from({ length: 20 }, () => idsOf({})))

  assert.equal(new Set(replies.map(({ request }) => request)).size, 20)
})

test('the routing id tells the second in which the request came', async () => {
  const { routing } = await idsOf({})

  const [, year, month, day, hour, minute, second] =
    /^LAZULITE:(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z:/.exec(routing) ?? []
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  assert.ok(Math.abs(instant - Date.now()) < 60_000, routing)
})

test('a client’s own request id is not sent back, as Data Factory does not', async () => {
  const headers = { 'x-ms-client-request-id': chosen, 'x-ms-return-client-request-id': 'true' }

  const reply = await azure.send('GET', '/tenants', { headers })

  assert.equal(reply.headers['x-ms-client-request-id'], undefined)
})
