import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl, groupUrl, subscriptionId } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'

const azure = await shareService()
const urlOf = (name: string, group: string): string =>
  factoryUrl.replace('Factory-1', name).replace('/rg/', `/${group}/`)
const create = async (name: string, group = 'rg', body: object = {}) => {
  await azure.send('PUT', groupUrl.replace('/rg', `/${group}`), { body: { location: 'eastus' } })
  return (await azure.send('PUT', urlOf(name, group), { body: { location: 'eastus', ...body } })).body
}
const list = async (scope: string) => {
  const { status, body } = await azure.send('GET', `${scope}/providers/Microsoft.DataFactory/factories`)
  assert.equal(status, 200)
  return body
}

const statistics = {
  totalResourceCount: 0,
  maxAllowedResourceCount: 0,
  factorySizeInGbUnits: 0,
  maxAllowedFactorySizeInGbUnits: 0,
}

test('a single factory is shown with statistics, after the version and before what its owner set', async () => {
  const made = await create('Statistics-1', 'one', { properties: { encryption: {} } })

  const { body } = await azure.send('GET', urlOf('Statistics-1', 'one'))

  const { provisioningState, createTime, version, encryption } = made.properties
  const properties = { provisioningState, createTime, version, factoryStatistics: statistics, encryption }
  assert.equal(JSON.stringify(body), JSON.stringify({ ...made, properties }))
})

test('a list shows each as it was made, without statistics, by name, and no link to a next page', async () => {
  const made = [await create('b-2', 'two'), await create('A-1', 'two'), await create('C-3', 'two')]

  const body = await list(groupUrl.replace('/rg', '/TWO'))

  assert.equal(JSON.stringify(body), JSON.stringify({ value: [made[1], made[0], made[2]] }))
})

test('a group shows its own factories, a subscription those of all its groups and of no other subscription', async () => {
  await create('Here-1', 'here')
  await create('There-1', 'there')

  const names = async (scope: string): Promise<string[]> =>
    (await list(scope)).value.map(({ name }: { name: string }) => name)
  const [here, all] = [await names(groupUrl.replace('/rg', '/here')), await names(`/subscriptions/${subscriptionId}`)]

  assert.deepEqual(here, ['Here-1'])
  assert.ok(all.includes('Here-1') && all.includes('There-1'))
  assert.ok(!all.includes('exampleFactoryName'), 'which is of the other subscription')
})

test('a list of nothing is an empty one', async () => {
  await azure.send('PUT', groupUrl.replace('/rg', '/empty'), { body: { location: 'eastus' } })

  assert.deepEqual(await list(groupUrl.replace('/rg', '/empty')), { value: [] })
})

test('a group whose name begins like another’s shows nothing of that one', async () => {
  await create('Long-1', 'abc')
  await azure.send('PUT', groupUrl.replace('/rg', '/ab'), { body: { location: 'eastus' } })

  assert.deepEqual(await list(groupUrl.replace('/rg', '/ab')), { value: [] })
})
