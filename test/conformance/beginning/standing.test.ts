import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standingIn } from '../../../conformance/beginning/standing.ts'
import type { Exchange } from '../../../conformance/recording/exchange.ts'
import { exchange, factoryUrl, groupUrl, runtimeUrl } from '../support.ts'

/** What stood there: the path of each, what its PUT takes, and what was done with it then. */
const standing = (...exchanges: readonly Exchange[]) =>
  standingIn(exchanges, (text) => text).map(({ path, requests: [put, ...deeds] }) => {
    assert.equal(put?.uri, `${path}?api-version=2018-06-01`)
    return { path, body: JSON.parse(put?.body ?? ''), deeds: deeds.map(({ method, uri }) => `${method} ${uri}`) }
  })

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
    { path: factoryUrl, body: { location: 'eastus' }, deeds: [] },
    { path: runtimeUrl, body: { properties: { type: 'SelfHosted' } }, deeds: [] },
  ])
})

test('what an answer shows stood there as it is shown, without what the service itself says of it', () => {
  const shown = standing(
    exchange({ path: runtimeUrl, body: runtime }),
    exchange({ path: `${groupUrl}/providers/Microsoft.DataFactory/factories`, body: { value: [factory] } }),
  )

  assert.deepEqual(shown, [
    {
      path: factoryUrl,
      body: { location: 'westeurope', tags: { crop: 'pears' }, properties: { encryption: {} } },
      deeds: [],
    },
    { path: runtimeUrl, body: { properties: { type: 'Managed', typeProperties: {} } }, deeds: [] },
  ])
})

test('what was changed before it is shown was otherwise', () => {
  assert.deepEqual(standing(exchange({ method: 'PATCH', body: factory }), exchange({ body: factory })), [
    { path: factoryUrl, body: { location: 'eastus' }, deeds: [] },
  ])
})

test('what was deleted stood there', () => {
  assert.deepEqual(standing(exchange({ method: 'DELETE' }), exchange({ method: 'PUT', body: factory })), [
    { path: factoryUrl, body: { location: 'eastus' }, deeds: [] },
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

const ssis = { type: 'Managed', typeProperties: { ssisProperties: { edition: 'Standard' } } }
const deedOn = (deed: string, properties: object = {}) =>
  exchange({ method: 'POST', path: `${runtimeUrl}/${deed}`, body: { name: 'press', properties } })
const doing = (...deeds: readonly string[]) => deeds.map((deed) => `POST ${runtimeUrl}/${deed}?api-version=2018-06-01`)

for (const [what, first, kind, deeds] of [
  ['that is started', deedOn('start'), 'SSIS', []],
  ['that is stopped', deedOn('STOP'), 'SSIS', ['start']],
  ['whose packages are told', deedOn('getObjectMetadata'), 'SSIS', ['start', 'refreshObjectMetadata']],
  ['whose status is Started', deedOn('getStatus', { type: 'Managed', state: 'Started' }), 'SSIS', ['start']],
  ['whose status is Stopped', deedOn('getStatus', { type: 'Managed', state: 'Stopped' }), 'SSIS', ['start', 'stop']],
  ['that is managed and Online', deedOn('getStatus', { type: 'Managed', state: 'Online' }), 'Managed', []],
  ['whose interactive query ends', deedOn('disableInteractiveQuery'), 'Managed', ['enableInteractiveQuery']],
  ['whose status says SelfHosted', deedOn('getStatus', { type: 'SelfHosted' }), 'SelfHosted', []],
] as const) {
  test(`a runtime ${what} stood there as one that this can be done with`, () => {
    const [, one] = standing(deedOn('monitoringData'), first)
    const { type, typeProperties } = one?.body.properties ?? {}

    assert.equal(typeProperties?.ssisProperties ? 'SSIS' : type, kind)
    assert.deepEqual(one?.deeds, doing(...deeds))
  })
}

test('what the recording does itself was not done before', () => {
  const [, one] = standing(deedOn('start'), deedOn('stop'))

  assert.deepEqual(one?.deeds, [])
})

test('a runtime that was shown as started is started', () => {
  const [, one] = standing(
    exchange({ path: runtimeUrl, body: { ...runtime, properties: { ...ssis, state: 'Started' } } }),
  )

  assert.deepEqual(one?.body, { properties: ssis })
  assert.deepEqual(one?.deeds, doing('start'))
})
