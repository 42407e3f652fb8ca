import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl, groupUrl, subscriptionId } from '../../support/known.ts'
import { quotaHeaders } from '../../support/standardHeaders.ts'
import { startService } from '../../support/startService.ts'
import { bareSubscriptionId, twoTenants } from '../../support/twoTenants.ts'

const bare = (url: string): string => url.replace(subscriptionId, bareSubscriptionId)
const providers = `/subscriptions/${bareSubscriptionId}/providers`
const text =
  "The subscription is not registered to use namespace 'Microsoft.DataFactory'. " +
  'See https://aka.ms/rps-not-found for how to register subscriptions.'

test('a subscription without the provider is refused byte for byte as recorded, until it is registered', async (t) => {
  const azure = await startService(t, { world: twoTenants, throttle: 'hourly' })
  await azure.send('PUT', bare(groupUrl), { body: { location: 'eastus' } })
  const create = () => azure.send('PUT', bare(factoryUrl), { body: { location: 'eastus' } })

  const refused = await create()

  assert.equal(refused.status, 409)
  assert.equal(
    JSON.stringify(refused.body),
    `{"error":{"code":"MissingSubscriptionRegistration","message":"${text}","details":` +
      `[{"code":"MissingSubscriptionRegistration","target":"Microsoft.DataFactory","message":"${text}"}]}}`,
  )
  assert.equal(refused.headers['content-length'], '454')
  assert.equal(refused.headers['x-ms-failure-cause'], 'gateway')
  assert.deepEqual(quotaHeaders(refused.headers), [])

  const registered = await azure.send('POST', `${providers}/microsoft.datafactory/register`, {
    query: 'api-version=2016-02-01',
  })
  assert.equal(registered.status, 200)
  assert.equal(registered.body.registrationState, 'Registered')
  assert.equal((await create()).status, 200)
})

test('whoever waits for a registration sees it, alone and among all providers', async (t) => {
  const azure = await startService(t, { world: twoTenants })
  const one = async () => (await azure.send('GET', `${providers}/MICROSOFT.DATAFACTORY`)).body
  const all = async (): Promise<Record<string, string>> => {
    const { value } = (await azure.send('GET', providers)).body
    return Object.fromEntries(
      value.map((provider: Record<string, string>) => [provider.namespace, provider.registrationState]),
    )
  }
  const always = {
    'Microsoft.Authorization': 'Registered',
    'Microsoft.Insights': 'Registered',
    'Microsoft.Resources': 'Registered',
  }
  assert.equal((await one()).registrationState, 'NotRegistered')
  assert.deepEqual(await all(), { 'Microsoft.DataFactory': 'NotRegistered', ...always })

  for (let time = 0; time < 2; time += 1) {
    assert.equal((await azure.send('POST', `${providers}/Microsoft.DataFactory/register`)).status, 200)
  }

  assert.equal((await one()).registrationState, 'Registered')
  assert.deepEqual(await all(), { 'Microsoft.DataFactory': 'Registered', ...always })
})

test('a provider tells its types, where and in which versions they are', async (t) => {
  const azure = await startService(t)

  const { body } = await azure.send('GET', `/subscriptions/${subscriptionId}/providers/Microsoft.DataFactory`)

  assert.equal(body.id, `/subscriptions/${subscriptionId}/providers/Microsoft.DataFactory`)
  assert.equal(body.namespace, 'Microsoft.DataFactory')
  const factories = body.resourceTypes.find((one: { resourceType: string }) => one.resourceType === 'factories')
  assert.ok(factories.locations.includes('West Europe'))
  assert.deepEqual(factories.apiVersions.toSorted(), ['2017-09-01-preview', '2018-06-01'])
})

test('registering concerns one subscription', async (t) => {
  const other = '77777777-7777-7777-7777-000000000001'
  const world = {
    ...twoTenants,
    subscriptions: [
      ...(twoTenants.subscriptions ?? []),
      { id: other, displayName: 'Other', tenantId: twoTenants.tenants[0]?.id ?? '' },
    ],
  }
  const azure = await startService(t, { world })

  await azure.send('POST', `${providers}/Microsoft.DataFactory/register`)

  const { body } = await azure.send('GET', `/subscriptions/${other}/providers/Microsoft.DataFactory`)
  assert.equal(body.registrationState, 'NotRegistered')
})

test('a registration refused is no registration', async (t) => {
  const azure = await startService(t, { world: twoTenants })
  const reader = await azure.tokenOf({ clientId: 'x', objectId: '44444444-4444-4444-4444-00000000000a' })

  const { status } = await azure.send('POST', `${providers}/Microsoft.DataFactory/register`, { token: reader })

  assert.equal(status, 403)
  const { body } = await azure.send('GET', `${providers}/Microsoft.DataFactory`)
  assert.equal(body.registrationState, 'NotRegistered')
})

for (const namespace of ['Microsoft.Storage', 'x', 'constructor', 'Microsoft.DataFactory%2Ffactories']) {
  test(`the provider ${namespace} can be neither seen, nor registered, nor unregistered`, async (t) => {
    const azure = await startService(t)

    for (const [method, url] of [
      ['GET', `/subscriptions/${subscriptionId}/providers/${namespace}`],
      ['POST', `/subscriptions/${subscriptionId}/providers/${namespace}/register`],
      ['POST', `/subscriptions/${subscriptionId}/providers/${namespace}/unregister`],
    ] as const) {
      const { status, body } = await azure.send(method, url)
      assert.equal(status, 404)
      assert.deepEqual(body.error, {
        code: 'InvalidResourceNamespace',
        message: `The resource namespace '${decodeURIComponent(namespace)}' is invalid.`,
      })
    }
  })
}
