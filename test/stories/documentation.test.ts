import assert from 'node:assert/strict'
import type { IncomingHttpHeaders } from 'node:http'
import { after, describe, test } from 'node:test'
import { startLazulite } from 'lazulite'
import { sampleRegenerateUrl } from '../support/documentedSample.ts'
import { owner, tenantId } from '../support/known.ts'
import { fetchToken, request } from '../support/request.ts'

const sampleBody = '{"keyName":"authKey2"}'

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const key =
  /^IR@[0-9a-f-]{36}@exampleFactoryName@ServiceEndpoint=examplefactoryname\.eastus\.datafactory\.azure\.net@[\w+/]{43}=$/

const azure = await startLazulite({ throttle: 'hourly' })
after(() => azure.close())

/** Without what a connection has for itself, and what tells caches that pages of some origins get more headers. */
const ofAzure = ({ connection: _, 'keep-alive': __, vary: ___, ...rest }: IncomingHttpHeaders): object => rest

describe("the documentation's own sample request, pasted as it stands, finds its sample response", () => {
  const ports = [
    { over: 'the plain port', url: azure.httpUrl, trust: undefined, remaining: '1199' },
    { over: 'https', url: azure.url, trust: azure.ca, remaining: '1198' },
  ]
  for (const { over, url, trust, remaining } of ports) {
    test(`over ${over}, as the caller's write that leaves ${remaining}`, async () => {
      const token = await fetchToken(url, { tenantId, ...owner }, trust)

      const { status, headers, text } = await request(url + sampleRegenerateUrl, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: sampleBody,
        ...(trust !== undefined && { ca: trust }),
      })

      assert.equal(status, 200, text)
      assert.deepEqual(Object.keys(JSON.parse(text)), ['authKey2'], 'the regenerated key alone')
      assert.match(JSON.parse(text).authKey2, key)
      assert.equal(text, JSON.stringify(JSON.parse(text)), 'compact')

      const { date = '', 'x-ms-request-id': id, 'x-ms-routing-request-id': route, ...others } = headers
      assert.ok(Math.abs(Date.parse(date) - Date.now()) < 60_000, date)
      assert.equal(date, new Date(date).toUTCString())
      assert.match(String(id), guid)
      assert.match(String(route), new RegExp(`^[A-Z0-9]+:\\d{8}T\\d{6}Z:${id}$`))
      assert.deepEqual(ofAzure(others), {
        'cache-control': 'no-cache',
        pragma: 'no-cache',
        expires: '-1',
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(text.length),
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        server: 'Kestrel',
        'x-ms-correlation-request-id': id,
        'x-ms-ratelimit-remaining-subscription-writes': remaining,
      })
    })
  }
})

test('a caller who names the correlation gets it back, beside a request id of its own', async () => {
  const chosen = '77777777-7777-7777-7777-000000000004'
  const token = await fetchToken(azure.httpUrl, { tenantId, ...owner })

  const { headers } = await request(azure.httpUrl + sampleRegenerateUrl, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-ms-correlation-request-id': chosen,
    },
    body: sampleBody,
  })

  assert.equal(headers['x-ms-correlation-request-id'], chosen)
  assert.match(String(headers['x-ms-request-id']), guid)
  assert.notEqual(headers['x-ms-request-id'], chosen)
})
