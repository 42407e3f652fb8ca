import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { factoryUrl, groupUrl, origin, owner, runtimeUrl } from './support/known.ts'
import { shareService } from './support/shareService.ts'

const azure = await shareService({ throttle: 'hourly' })
await azure.givenARuntime()
const token = await azure.tokenOf(owner)

interface Asked {
  readonly method?: 'DELETE' | 'GET' | 'HEAD' | 'POST' | 'PUT'
  readonly accepts?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly payload?: string
}

/** The reply as it is on the wire, not decoded. */
const ask = (path: string, { method = 'GET', accepts, headers = {}, payload }: Asked = {}) =>
  azure.app.inject({
    method,
    url: `${path}?api-version=2018-06-01`,
    headers: {
      host: new URL(origin).host,
      authorization: `Bearer ${token}`,
      ...(accepts !== undefined && { 'accept-encoding': accepts }),
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload !== undefined && { payload }),
  })

for (const accepts of ['gzip', 'gzip, deflate', 'br;q=1.0, GZIP;q=0.5', '*']) {
  test(`who accepts '${accepts}' gets gzip in chunks, and the same body`, async () => {
    const plain = await ask(runtimeUrl)

    const reply = await ask(runtimeUrl, { accepts })

    assert.equal(reply.headers['content-encoding'], 'gzip')
    assert.equal(reply.headers.vary, 'Accept-Encoding')
    assert.equal(reply.headers['content-length'], undefined)
    assert.equal(reply.headers['transfer-encoding'], 'chunked')
    assert.equal(gunzipSync(reply.rawPayload).toString(), plain.body)
  })
}

for (const accepts of [undefined, '', 'identity', 'br, deflate', 'gzip;q=0', 'identity, gzip;q=0.5']) {
  test(`who accepts ${accepts === undefined ? 'nothing by name' : `'${accepts}'`} gets the body as it is`, async () => {
    const reply = await ask(runtimeUrl, accepts === undefined ? {} : { accepts })

    assert.equal(reply.headers['content-encoding'], undefined)
    assert.equal(reply.headers.vary, undefined)
    assert.equal(reply.headers['content-length'], String(reply.rawPayload.length))
    assert.equal(reply.json().name, 'Runtime-1')
  })
}

test('what the provider refuses is compressed, what the gateway refuses is not', async () => {
  const accepts = 'gzip'

  const byProvider = await ask(`${factoryUrl}/integrationRuntimes/Missing`, { accepts })
  const byGateway = [
    await ask(`${groupUrl}/providers/Microsoft.DataFactory/factories/Missing`, { accepts }),
    await ask(factoryUrl, { accepts, headers: { authorization: '' } }),
    await ask('/nowhere', { accepts }),
    await ask('/%zz', { accepts }),
  ]

  assert.equal(byProvider.headers['content-encoding'], 'gzip')
  assert.equal(JSON.parse(gunzipSync(byProvider.rawPayload).toString()).error.code, 'NotFound')
  for (const { headers, rawPayload, json } of byGateway) {
    assert.equal(headers['x-ms-failure-cause'], 'gateway')
    assert.equal(headers['content-encoding'], undefined)
    assert.equal(headers.vary, undefined)
    assert.equal(headers['content-length'], String(rawPayload.length))
    assert.ok(json().error.code)
  }
})

test('an answer without a body stays without one', async () => {
  const accepts = 'gzip'
  const absent = `${factoryUrl}/integrationRuntimes/Absent`

  const deleted = await ask(absent, { method: 'DELETE', accepts })
  const exists = await ask(groupUrl, { method: 'HEAD', accepts })

  for (const { statusCode, headers, rawPayload } of [deleted, exists]) {
    assert.equal(statusCode, 204)
    assert.equal(headers['content-encoding'], undefined)
    assert.equal(headers.vary, undefined)
    assert.equal(rawPayload.length, 0)
  }
})

test('a body of any size comes whole', async () => {
  const large = `${factoryUrl}/integrationRuntimes/Large`
  const description = 'Größe '.repeat(50_000)
  await ask(large, { method: 'PUT', payload: JSON.stringify({ properties: { type: 'SelfHosted', description } }) })

  const reply = await ask(large, { accepts: 'gzip' })

  assert.equal(reply.headers['content-encoding'], 'gzip')
  assert.equal(JSON.parse(gunzipSync(reply.rawPayload).toString()).properties.description, description)
})

test('what a page gets varies with its origin, too', async () => {
  const page = { origin }

  const plain = await ask(runtimeUrl, { headers: page })
  const compressed = await ask(runtimeUrl, { headers: page, accepts: 'gzip' })

  assert.equal(plain.headers.vary, 'Origin')
  assert.equal(compressed.headers.vary, 'Origin, Accept-Encoding')
})

test('sign-in answers as it is', async () => {
  const reply = await ask('/common/v2.0/.well-known/openid-configuration', { accepts: 'gzip' })

  assert.equal(reply.statusCode, 200)
  assert.equal(reply.headers['content-encoding'], undefined)
  assert.equal(reply.headers.vary, undefined)
})
