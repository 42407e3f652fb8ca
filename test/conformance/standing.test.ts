import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Exchange } from '../../conformance/exchange.ts'
import { standingIn } from '../../conformance/standing.ts'
import { exchange, factoryUrl, groupUrl, runtimeUrl } from './support.ts'

const standing = (...exchanges: readonly Exchange[]) => standingIn(exchanges, (text) => text)

const factory = {
  name: 'Orchard-7',
  id: factoryUrl.toLowerCase(),
  type: 'Microsoft.DataFactory/factories',
  properties: {
    provisioningState: 'Succeeded',
    createTime: '2023-04-05T06:07:08Z',
    version: '2018-06-01',
    encryption: {},
  },
  eTag: '"7"',
  location: 'westeurope',
  tags: { crop: 'pears' },
}
const runtime = {
  id: runtimeUrl.replace('integrationRuntimes', 'integrationruntimes'),
  name: 'press',
  type: 'Microsoft.DataFactory/factories/integrationruntimes',
  properties: { type: 'Managed', typeProperties: {}, state: 'Initial' },
  etag: '7',
}

test('what the recording makes did not stand there', () => {
  assert.deepEqual(
    standing(
      exchange({ method: 'PUT', body: factory }),
      exchange({ method: 'PUT', path: runtimeUrl, body: runtime }),
      exchange({ method: 'POST', path: `${runtimeUrl}/listAuthKeys` }),
      exchange({ body: factory }),
    ),
    [],
  )
})

test('a runtime that a request succeeds on stood there, and so did its factory', () => {
  assert.deepEqual(standing(exchange({ method: 'POST', path: `${runtimeUrl}/listAuthKeys` })), [
    { path: factoryUrl, body: { location: 'eastus' } },
    { path: runtimeUrl, body: { properties: { type: 'SelfHosted' } } },
  ])
})

test('what an answer shows stood there as it is shown, without what the service itself says of it', () => {
  const shown = standing(
    exchange({ path: runtimeUrl, body: runtime }),
    exchange({ path: `${groupUrl}/providers/Microsoft.DataFactory/factories`, body: { value: [factory] } }),
  )

  assert.deepEqual(shown, [
    { path: factoryUrl, body: { location: 'westeurope', tags: { crop: 'pears' }, properties: { encryption: {} } } },
    { path: runtimeUrl, body: { properties: { type: 'Managed', typeProperties: {} } } },
  ])
})

test('what was changed before it is shown was otherwise', () => {
  assert.deepEqual(standing(exchange({ method: 'PATCH', body: factory }), exchange({ body: factory })), [
    { path: factoryUrl, body: { location: 'eastus' } },
  ])
})

test('what was deleted stood there', () => {
  assert.deepEqual(standing(exchange({ method: 'DELETE' }), exchange({ method: 'PUT', body: factory })), [
    { path: factoryUrl, body: { location: 'eastus' } },
  ])
})

test('names have the letter case that they are shown in, whatever the letter case of requests', () => {
  const [one] = standing(exchange({ path: factoryUrl.toUpperCase() }), exchange({ body: factory }))

  assert.equal(one?.path.split('/').at(-1), 'Orchard-7')
})

test('a request that is refused says nothing of what stood there', () => {
  assert.deepEqual(standing(exchange({ status: 404 }), exchange({ method: 'PUT', status: 409 })), [])
})

for (const method of ['PUT', 'PATCH']) {
  test(`what was shown before a ${method} is as it was shown`, () => {
    const changed = { ...factory, tags: { crop: 'plums' } }

    const [one] = standing(
      exchange({ body: factory }),
      exchange({ method, body: changed }),
      exchange({ body: changed }),
    )

    assert.deepEqual(one?.body.tags, { crop: 'pears' })
  })
}
