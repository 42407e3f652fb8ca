import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl, groupUrl, subscriptionId, tenantId } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'

const azure = await shareService()
await azure.givenAGroup()

const urlOf = (name: string, group = 'rg'): string =>
  factoryUrl.replace('Factory-1', name).replace('/rg/', `/${group}/`)
const put = (name: string, body: object) => azure.send('PUT', urlOf(name), { body })
const create = async (name: string, body: object = {}) => {
  const reply = await put(name, { location: 'eastus', ...body })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body
}
const get = async (name: string) => (await azure.send('GET', urlOf(name))).body

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const quotedEtag = /^"[0-9a-f]{8}-0000-0100-0000-[0-9a-f]{8}0000"$/

test('a factory is answered as the real service was recorded to, member for member', async () => {
  const { status, body } = await put('Recorded-1', {
    identity: { type: 'SystemAssigned' },
    properties: { encryption: {}, publicNetworkAccess: 'Enabled' },
    location: 'westeurope',
    tags: { colour: 'blue' },
  })

  assert.equal(status, 200, 'not 201: SDKs take that for a failure')
  const { createTime } = body.properties
  const { principalId } = body.identity
  assert.equal(
    JSON.stringify(body),
    JSON.stringify({
      name: 'Recorded-1',
      id: `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.DataFactory/factories/recorded-1`,
      type: 'Microsoft.DataFactory/factories',
      properties: {
        provisioningState: 'Succeeded',
        createTime,
        version: '2018-06-01',
        encryption: {},
        publicNetworkAccess: 'Enabled',
      },
      eTag: body.eTag,
      location: 'westeurope',
      identity: { type: 'SystemAssigned', principalId, tenantId },
      tags: { colour: 'blue' },
    }),
  )
  assert.match(principalId, uuid)
  assert.match(body.eTag, quotedEtag)
  assert.match(createTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?Z$/)
  assert.ok(Math.abs(Date.parse(createTime) - Date.now()) < 60_000)
})

test('the etag tells the second of the write', async () => {
  const { eTag } = await create('Etag-1')

  assert.ok(Math.abs(Number.parseInt(eTag.slice(-13, -5), 16) - Date.now() / 1000) < 60, eTag)
})

test('a factory of which only the location is sent has neither identity nor other properties', async () => {
  const body = await create('Bare-1')

  assert.deepEqual(Object.keys(body), ['name', 'id', 'type', 'properties', 'eTag', 'location', 'tags'])
  assert.deepEqual(Object.keys(body.properties), ['provisioningState', 'createTime', 'version'])
})

test('what Terraform sends is answered with its nulls, so that it finds no difference', async () => {
  const sent = {
    location: 'East US',
    identity: { type: 'None', userAssignedIdentities: null },
    properties: { globalParameters: {}, publicNetworkAccess: 'Enabled', repoConfiguration: null },
    tags: { colour: 'blue' },
  }

  const body = await create('Terraform-1', sent)

  const { provisioningState, createTime, version, ...properties } = body.properties
  assert.deepEqual(properties, sent.properties)
  assert.deepEqual(body.identity, sent.identity)
  assert.deepEqual(body.tags, sent.tags)
  assert.equal(body.location, 'East US', 'as it was sent')
})

test('null counts as left out where the service has something to say, and is kept where it has not', async () => {
  const body = await create('Nulls-1', { identity: null, properties: null, tags: null })

  assert.equal(body.identity, null)
  assert.deepEqual(body.tags, {})
  assert.deepEqual(Object.keys(body.properties), ['provisioningState', 'createTime', 'version'])
})

test('members that nobody knows are kept, at every depth', async () => {
  const properties = { future: { deep: [{ nothing: null }, 1.5, 'text', true] }, 'with space': '' }

  await create('Unknown-1', { properties })

  const { provisioningState, createTime, version, factoryStatistics, ...kept } = (await get('Unknown-1')).properties
  assert.deepEqual(kept, properties)
})

test('what the service says of itself cannot be set, and can be sent back', async () => {
  await create('Echo-1', { properties: { encryption: {} } })
  const before = await get('Echo-1')

  const after = await create('Echo-1', {
    ...before,
    eTag: '"mine"',
    name: 'Mine',
    properties: { ...before.properties, provisioningState: 'Failed', createTime: 'never', version: '0' },
  })

  assert.deepEqual({ ...(await get('Echo-1')), eTag: before.eTag }, before)
  assert.notEqual(after.eTag, before.eTag)
  assert.notEqual(after.eTag, '"mine"')
})

test('a secret in the properties is never answered', async () => {
  const properties = { deep: [{ password: { type: 'SecureString', value: 'hunter2' } }] }

  const answers = [
    await create('Secret-1', { properties }),
    await get('Secret-1'),
    await azure.send('GET', `${groupUrl}/providers/Microsoft.DataFactory/factories`),
  ]

  assert.deepEqual(answers[0].properties.deep, [{ password: { type: 'SecureString', value: '**********' } }])
  assert.ok(!JSON.stringify(answers).includes('hunter2'))
})

test('what was answered can be sent back: secrets stay, and new ones are taken', async () => {
  const propertiesWith = (one: string, other: string) => ({
    secrets: [one, other].map((value) => ({ type: 'SecureString', value })),
  })
  const id = { subscriptionId, resourceGroupName: 'rg', factoryName: 'Masked-1' }
  const stored = async () => (await azure.store.read((tx) => tx.findFactory(id)))?.properties
  await create('Masked-1', { properties: propertiesWith('first', 'second') })

  await create('Masked-1', await get('Masked-1'))
  assert.deepEqual(await stored(), propertiesWith('first', 'second'))

  await create('Masked-1', { properties: propertiesWith('third', '**********') })
  assert.deepEqual(await stored(), propertiesWith('third', 'second'))
})

test('the properties have the order of the service, whatever the order sent, and others stand behind', async () => {
  const repository = { accountName: 'a', repositoryName: 'b', collaborationBranch: 'c', rootFolder: '/' }
  const body = await create('Order-1', {
    properties: {
      other: 1,
      publicNetworkAccess: 'Enabled',
      encryption: {},
      globalParameters: {},
      repoConfiguration: { type: 'FactoryGitHubConfiguration', ...repository },
      purviewConfiguration: {},
    },
  })

  const own = ['provisioningState', 'createTime', 'version']
  const known = ['purviewConfiguration', 'repoConfiguration', 'globalParameters', 'encryption', 'publicNetworkAccess']
  assert.deepEqual(Object.keys(body.properties), [...own, ...known, 'other'])
  assert.deepEqual(Object.keys((await get('Order-1')).properties), [...own, 'factoryStatistics', ...known, 'other'])
})

for (const [body, message] of [
  [{ identity: {} }, 'identity.type is required'],
  [
    { identity: { type: 'Mine' } },
    "identity.type must be None, SystemAssigned, UserAssigned or 'SystemAssigned,UserAssigned'",
  ],
  [{ properties: { encryption: 'on' } }, 'properties.encryption must be a set of named members, or null'],
  [
    { properties: { publicNetworkAccess: 'On' } },
    'properties.publicNetworkAccess must be Enabled or Disabled, or null',
  ],
  [
    { properties: { repoConfiguration: { type: 'FactoryGitHubConfiguration' } } },
    'properties.repoConfiguration.accountName is required',
  ],
  [{ properties: { globalParameters: { a: { type: 'Int' } } } }, 'properties.globalParameters.a.value is required'],
] as const) {
  test(`a factory with ${JSON.stringify(body)} is refused by the provider, and not made`, async () => {
    const { status, body: refusal } = await put('Wrong-1', { location: 'eastus', ...body })

    assert.equal(status, 400)
    assert.deepEqual(refusal.error, {
      code: 'BadRequest',
      message: `The request body is invalid: ${message}.`,
      target: null,
      details: null,
    })
    assert.equal((await azure.send('GET', urlOf('Wrong-1'))).status, 404)
  })
}

test('a second PUT replaces what may be set; the birth and the identity stay', async () => {
  const identity = { type: 'SystemAssigned' }
  const first = await create('Twice-1', { identity, tags: { a: '1' }, properties: { encryption: {}, purview: 'x' } })
  azure.skip(2_000)

  const second = await create('Twice-1', { identity, tags: { b: '2' }, properties: { encryption: { keyName: 'k' } } })

  assert.deepEqual(second, {
    ...first,
    tags: { b: '2' },
    properties: {
      provisioningState: 'Succeeded',
      createTime: first.properties.createTime,
      version: '2018-06-01',
      encryption: { keyName: 'k' },
    },
    eTag: second.eTag,
  })
  assert.notEqual(second.eTag, first.eTag)
})

test('each write makes another etag, also within a second', async () => {
  const tags = await Promise.all(Array.from({ length: 10 }, async () => (await create('Etag-2')).eTag))

  assert.equal(new Set(tags).size, 10)
  assert.ok(tags.includes((await get('Etag-2')).eTag))
})

test('an identity that is given up and asked for again is the same', async () => {
  const first = await create('Identity-1', { identity: { type: 'SystemAssigned' } })
  const none = await create('Identity-1', { identity: { type: 'None' } })
  const again = await create('Identity-1', {
    identity: { type: 'SystemAssigned,UserAssigned', userAssignedIdentities: {} },
  })
  const forged = await create('Identity-1', { identity: { type: 'SystemAssigned', principalId: 'mine' } })

  assert.deepEqual(none.identity, { type: 'None' })
  assert.equal(again.identity.principalId, first.identity.principalId)
  assert.equal(forged.identity.principalId, first.identity.principalId)
})

test('a factory stays where it was made, however the place is spelt', async () => {
  await create('Place-1', { location: 'East US' })
  const before = await get('Place-1')

  const moved = await put('Place-1', { location: 'West Europe' })

  assert.equal(moved.status, 409)
  assert.equal(moved.body.error.code, 'InvalidResourceLocation')
  assert.match(moved.body.error.message, /'Place-1' already exists in location 'eastus' in resource group 'rg'/)
  assert.deepEqual(await get('Place-1'), before)
  assert.equal((await create('Place-1', { location: 'EASTUS' })).location, 'EASTUS')
})

for (const [body, code] of [
  [{}, 'LocationRequired'],
  [{ location: '' }, 'LocationRequired'],
  [{ location: ' ' }, 'LocationRequired'],
  [{ location: 'atlantis' }, 'LocationNotAvailableForResourceType'],
  [{ location: 'constructor' }, 'LocationNotAvailableForResourceType'],
] as const) {
  test(`a factory at ${JSON.stringify(body)} is refused by the gateway, and not made`, async () => {
    const { status, body: refusal } = await put('Nowhere-1', body)

    assert.equal(status, 400)
    assert.equal(refusal.error.code, code)
    assert.deepEqual(Object.keys(refusal.error), ['code', 'message'])
    assert.equal((await azure.send('GET', urlOf('Nowhere-1'))).status, 404)
  })
}

test('a name is taken for all groups and subscriptions, whatever its letter case', async () => {
  await azure.send('PUT', `${groupUrl}2`, { body: { location: 'eastus' } })
  await create('Taken-1')
  const sample = `/subscriptions/12345678-1234-1234-1234-12345678abc/resourceGroups/exampleResourceGroup`
  const elsewhere = [urlOf('Taken-1', 'rg2'), urlOf('TAKEN-1', 'rg2'), urlOf('taken-1').replace(groupUrl, sample)]

  for (const url of elsewhere) {
    const { status, headers, body } = await azure.send('PUT', url, { body: { location: 'eastus' } })
    const name = url.split('/').at(-1)
    assert.equal(status, 409)
    assert.deepEqual(body.error, {
      code: 'DataFactoryNameInUse',
      message: `The specified resource name '${name}' is already in use. Resource names must be globally unique.`,
      target: null,
      details: null,
    })
    assert.equal(headers.server, 'Kestrel')
    assert.equal((await azure.send('GET', url)).status, 404)
  }
})

test('of two who take a name in two groups at once, one gets it', async () => {
  const urls = [urlOf('Race-1'), urlOf('Race-1', 'rg3')]
  await azure.send('PUT', `${groupUrl}3`, { body: { location: 'eastus' } })

  const replies = await Promise.all(urls.map((url) => azure.send('PUT', url, { body: { location: 'eastus' } })))

  assert.deepEqual(replies.map(({ status }) => status).toSorted(), [200, 409])
})

test('a name keeps the letter case that it was made with', async () => {
  const first = await create('Case-1')

  const { body } = await azure.send('PUT', urlOf('CASE-1', 'RG'), { body: { location: 'eastus' } })

  assert.deepEqual({ ...body, eTag: first.eTag }, first)
})
