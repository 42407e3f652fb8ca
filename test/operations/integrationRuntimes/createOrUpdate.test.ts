import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl, runtimeUrl, subscriptionId } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'

const azure = await shareService()
await azure.givenAFactory()

const urlOf = (name: string): string => runtimeUrl.replace('Runtime-1', name)
const put = (name: string, properties: unknown, others: object = {}) =>
  azure.send('PUT', urlOf(name), { body: { ...others, properties } })
const create = async (name: string, properties: object, others: object = {}) => {
  const { status, body } = await put(name, properties, others)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}
const get = async (name: string) => (await azure.send('GET', urlOf(name))).body
const list = async () => (await azure.send('GET', `${factoryUrl}/integrationRuntimes`)).body.value
const keysOf = async (name: string) => (await azure.send('POST', `${urlOf(name)}/listAuthKeys`)).body

const reference = 'ManagedVirtualNetworkReference'
const ssis = {
  computeProperties: {
    location: 'East US 2',
    nodeSize: 'Standard_D2_v3',
    numberOfNodes: 1,
    maxParallelExecutionsPerNode: 2,
  },
  ssisProperties: { licenseType: 'LicenseIncluded', edition: 'Standard' },
}

test('a self-hosted runtime is answered as the real service was recorded to, member for member', async () => {
  const properties = { type: 'SelfHosted', description: 'A selfhosted integration runtime' }

  const { status, body } = await put('Recorded-1', properties)

  assert.equal(status, 200, 'not 201: SDKs take that for a failure')
  assert.equal(
    JSON.stringify(body),
    JSON.stringify({
      id: `${factoryUrl}/integrationruntimes/Recorded-1`,
      name: 'Recorded-1',
      type: 'Microsoft.DataFactory/factories/integrationruntimes',
      properties,
      etag: body.etag,
    }),
  )
  assert.match(body.etag, /^[0-9a-f]{8}-0000-0100-0000-[0-9a-f]{8}0000$/, 'without quotes')
  assert.deepEqual(await get('Recorded-1'), body)
})

test('the members have the order of the service, whatever the order sent', async () => {
  const body = await create('Order-1', {
    managedVirtualNetwork: null,
    typeProperties: ssis,
    state: 'Started',
    description: 'last',
    type: 'Managed',
  })

  const order = ['type', 'description', 'typeProperties', 'state', 'managedVirtualNetwork']
  assert.deepEqual(Object.keys(body.properties), order)
  assert.deepEqual(Object.keys((await get('Order-1')).properties), order)
})

test('a state is told of a runtime for SSIS alone, and is not the client’s to set', async () => {
  const stateOf = async (name: string, properties: object) =>
    (await create(name, { ...properties, state: 'Online' })).properties

  assert.equal((await stateOf('State-1', { type: 'Managed', typeProperties: ssis })).state, 'Initial')
  assert.ok(!('state' in (await stateOf('State-2', { type: 'Managed', typeProperties: { computeProperties: {} } }))))
  assert.ok(!('state' in (await stateOf('State-3', { type: 'Managed', typeProperties: { ssisProperties: null } }))))
  assert.ok(!('state' in (await stateOf('State-4', { type: 'SelfHosted' }))))
})

for (const [what, properties] of Object.entries({
  'what az sends': { type: 'SelfHosted', description: 'text' },
  'what Terraform sends': {
    type: 'SelfHosted',
    description: '',
    typeProperties: { linkedInfo: null, selfContainedInteractiveAuthoringEnabled: false },
  },
  'nothing but the type': { type: 'SelfHosted' },
  'an empty member': { type: 'SelfHosted', typeProperties: {} },
  nulls: { type: 'SelfHosted', description: null, typeProperties: null },
  'nulls where nobody knows the member': { type: 'SelfHosted', future: null, other: { deep: [null, { a: null }] } },
  'a managed network': {
    type: 'Managed',
    typeProperties: { computeProperties: { location: 'AutoResolve' } },
    managedVirtualNetwork: { type: 'ManagedVirtualNetworkReference', referenceName: 'default' },
  },
  'names that a careless program falls over': JSON.parse(
    '{"type":"SelfHosted","__proto__":{"a":1},"constructor":{"prototype":null},"toString":"x","":0}',
  ),
})) {
  test(`${what} is answered as it was sent: what is null stays null, and what is absent absent`, async () => {
    const name = `Echo-${what.length}`

    const answers = [
      await create(name, properties),
      await get(name),
      (await list()).find((one: { name: string }) => one.name === name),
    ]

    for (const { properties: answered } of answers) assert.equal(JSON.stringify(answered), JSON.stringify(properties))
    await azure.send('DELETE', urlOf(name))
  })
}

test('a secret is never answered, at whatever depth and in whatever letter case of its type', async () => {
  const secret = (value: unknown, type = 'SecureString') => ({ type, value })
  const typeProperties = {
    direct: secret('hunter-1'),
    list: [[{ deep: secret('hunter-2', 'securestring') }]],
    structured: secret({ inner: 'hunter-3' }),
    beside: { ...secret('hunter-4'), note: 'kept' },
    none: { type: 'SecureString' },
    notOne: { type: 'String', value: 'shown' },
  }

  const answers = [
    await create('Secret-1', { type: 'SelfHosted', typeProperties }),
    await get('Secret-1'),
    await list(),
    (await azure.send('PATCH', urlOf('Secret-1'), { body: { autoUpdate: 'Off' } })).body,
    (await azure.send('POST', `${urlOf('Secret-1')}/getStatus`)).body,
  ]

  const masked = { type: 'SecureString', value: '**********' }
  assert.deepEqual(answers[1].properties.typeProperties, {
    direct: masked,
    list: [[{ deep: { ...masked, type: 'securestring' } }]],
    structured: masked,
    beside: { ...masked, note: 'kept' },
    none: { type: 'SecureString' },
    notOne: { type: 'String', value: 'shown' },
  })
  assert.ok(!JSON.stringify(answers).includes('hunter'))
})

test('a second PUT replaces the properties and the etag, and leaves the keys as they are', async () => {
  const first = await create('Twice-1', { type: 'SelfHosted', description: 'first', typeProperties: {} })
  const keys = await keysOf('Twice-1')

  const second = await create('Twice-1', { type: 'SelfHosted', extra: 1 })

  assert.deepEqual(second, { ...first, properties: { type: 'SelfHosted', extra: 1 }, etag: second.etag })
  assert.notEqual(second.etag, first.etag)
  assert.deepEqual(await keysOf('Twice-1'), keys)
})

test('a second PUT leaves the settings of the nodes and the birth as they are', async () => {
  await create('Settings-1', { type: 'SelfHosted' })
  await azure.send('PATCH', urlOf('Settings-1'), { body: { autoUpdate: 'Off', updateDelayOffset: 'PT3H' } })
  const status = async () => (await azure.send('POST', `${urlOf('Settings-1')}/getStatus`)).body
  const before = await status()
  azure.skip(1_000)

  await create('Settings-1', { type: 'SelfHosted', description: 'new' })

  assert.deepEqual(await status(), before)
})

test('a runtime cannot become one of another type', async () => {
  for (const [name, type, other] of [
    ['Type-1', 'SelfHosted', 'Managed'],
    ['Type-2', 'Managed', 'SelfHosted'],
  ] as const) {
    await create(name, { type, typeProperties: {} })
    const before = await get(name)

    const { status, headers, body } = await put(name, { type: other, typeProperties: {} })

    assert.equal(status, 400)
    assert.deepEqual(body.error, {
      code: 'DataFactoryPropertyUpdateNotSupported',
      message: 'Updating property type is not supported.',
      target: null,
      details: null,
    })
    assert.equal(headers.server, 'Kestrel')
    assert.deepEqual(await get(name), before)
  }
})

for (const properties of [
  {},
  { type: null },
  { type: '' },
  { type: 'Airflow' },
  { type: 'SelfHosted ' },
  { type: ['SelfHosted'] },
  { description: 'what azure-mgmt-datafactory 10.0.0b1 sends' },
  { type: 'SelfHosted', description: 1 },
  { type: 'SelfHosted', typeProperties: [] },
  { type: 'SelfHosted', typeProperties: 'x' },
  { type: 'SelfHosted', typeProperties: { linkedInfo: [] } },
  { type: 'Managed' },
  { type: 'Managed', typeProperties: null },
  { type: 'Managed', typeProperties: { ssisProperties: 'x' } },
  { type: 'Managed', typeProperties: { computeProperties: { numberOfNodes: 0 } } },
  { type: 'Managed', typeProperties: {}, managedVirtualNetwork: 'default' },
  null,
  [],
  'SelfHosted',
  undefined,
]) {
  test(`a runtime with the properties ${JSON.stringify(properties)} is refused by the provider, and not made`, async () => {
    const { status, headers, body } = await put('Wrong-1', properties)

    assert.equal(status, 400)
    assert.equal(body.error.code, 'BadRequest')
    assert.deepEqual(Object.keys(body.error), ['code', 'message', 'target', 'details'])
    assert.equal(headers.server, 'Kestrel')
    assert.equal((await azure.send('GET', urlOf('Wrong-1'))).status, 404)
  })
}

test('what the body says of the name, the id and the etag is not heard', async () => {
  const body = await create('Named-1', { type: 'SelfHosted' }, { name: 'Other', id: '/x', type: 'y', etag: 'mine' })

  assert.equal(body.name, 'Named-1')
  assert.equal(body.id, `${factoryUrl}/integrationruntimes/Named-1`)
  assert.equal(body.type, 'Microsoft.DataFactory/factories/integrationruntimes')
  assert.notEqual(body.etag, 'mine')
})

for (const [what, before, after] of [
  ['another network', { type: reference, referenceName: 'default' }, { type: reference, referenceName: 'other' }],
  ['a network where there was none', undefined, { type: reference, referenceName: 'default' }],
  ['no network where there was one', { type: reference, referenceName: 'default' }, null],
] as const) {
  test(`a managed runtime cannot be given ${what}`, async () => {
    const name = `Network-of-${what.replaceAll(' ', '-')}`
    const withNetwork = (managedVirtualNetwork: unknown) => ({
      type: 'Managed',
      typeProperties: {},
      managedVirtualNetwork,
    })
    await create(name, withNetwork(before))
    const kept = await get(name)

    const { status, body } = await put(name, withNetwork(after))

    assert.equal(status, 400)
    assert.deepEqual(body.error, {
      code: 'DataFactoryPropertyUpdateNotSupported',
      message: 'Updating property managedVirtualNetwork is not supported.',
      target: null,
      details: null,
    })
    assert.deepEqual(await get(name), kept)
  })
}

test('the same network is no change: whatever the order of its members, and null is none', async () => {
  const managed = { type: 'Managed', typeProperties: {} }
  await create('Network-1', {
    ...managed,
    managedVirtualNetwork: { type: reference, referenceName: 'default', x: [1] },
  })
  await create('Network-2', managed)

  await create('Network-1', {
    ...managed,
    managedVirtualNetwork: { x: [1], referenceName: 'default', type: reference },
  })
  await create('Network-2', { ...managed, managedVirtualNetwork: null })
})

test('a self-hosted runtime has no network to keep: the member is one that nobody knows', async () => {
  await create('Network-3', { type: 'SelfHosted', managedVirtualNetwork: 1 })

  assert.equal(
    (await create('Network-3', { type: 'SelfHosted', managedVirtualNetwork: 2 })).properties.managedVirtualNetwork,
    2,
  )
})

test('what was answered can be sent back: secrets stay, and new ones are taken', async () => {
  const secret = (value: string) => ({ type: 'SecureString', value })
  const propertiesWith = (password: string, token: string) => ({
    type: 'Managed',
    typeProperties: {
      ssisProperties: { catalogInfo: { catalogAdminPassword: secret(password) }, others: [{ token: secret(token) }] },
    },
  })
  const id = { subscriptionId, resourceGroupName: 'rg', factoryName: 'Factory-1', integrationRuntimeName: 'Masked-1' }
  const stored = async () => (await azure.store.read((tx) => tx.findRuntime(id)))?.properties
  await create('Masked-1', propertiesWith('first', 'second'))

  const { properties } = await get('Masked-1')
  await create('Masked-1', { ...properties, description: 'new' })
  assert.deepEqual(await stored(), { ...propertiesWith('first', 'second'), description: 'new' })

  await create('Masked-1', propertiesWith('**********', 'third'))
  assert.deepEqual(await stored(), propertiesWith('first', 'third'))
})

test('what the service says of interactive queries is not the client’s to set', async () => {
  const typeProperties = { interactiveQuery: { status: 'Enabled' }, computeProperties: {} }

  await create('Interactive-1', { type: 'Managed', typeProperties })

  assert.deepEqual((await get('Interactive-1')).properties.typeProperties, { computeProperties: {} })
})

test('names keep the letter case that they were made with', async () => {
  const first = await create('Case-1', { type: 'SelfHosted' })

  const { body } = await azure.send('PUT', urlOf('CASE-1').replace('/rg/', '/RG/').replace('Factory-1', 'factory-1'), {
    body: { properties: { type: 'SelfHosted' } },
  })

  assert.deepEqual({ ...body, etag: first.etag }, first)
})

test('a self-hosted runtime has two different keys from its birth, and shares neither with another', async () => {
  await Promise.all(['Keys-1', 'Keys-2'].map((name) => create(name, { type: 'SelfHosted' })))

  const [one, two] = [await keysOf('Keys-1'), await keysOf('Keys-2')]

  assert.equal(new Set([one.authKey1, one.authKey2, two.authKey1, two.authKey2]).size, 4)
  assert.notEqual(one.authKey1.split('@')[1], two.authKey1.split('@')[1], 'each its own GUID')
})

test('of many who create one runtime at once, all are told of the same one', async () => {
  const replies = await Promise.all(Array.from({ length: 30 }, () => create('Race-1', { type: 'SelfHosted' })))

  assert.equal(new Set(replies.map(({ id }) => id)).size, 1)
  const keys = await keysOf('Race-1')
  await create('Race-1', { type: 'SelfHosted' })
  assert.deepEqual(await keysOf('Race-1'), keys)
})

test('runtimes of the same name in two factories have nothing in common', async () => {
  const other = factoryUrl.replace('Factory-1', 'Factory-2')
  const otherRuntime = `${other}/integrationRuntimes/Same-1`
  await azure.send('PUT', other, { body: { location: 'westeurope' } })
  await create('Same-1', { type: 'SelfHosted' })
  const keys = await keysOf('Same-1')

  await azure.send('PUT', otherRuntime, { body: { properties: { type: 'SelfHosted' } } })
  const { body: otherKeys } = await azure.send('POST', `${otherRuntime}/listAuthKeys`)
  await azure.send('DELETE', otherRuntime)

  assert.match(otherKeys.authKey1, /@Factory-2@ServiceEndpoint=factory-2\.westeurope\.datafactory\.azure\.net@/)
  assert.deepEqual(await keysOf('Same-1'), keys)
})
