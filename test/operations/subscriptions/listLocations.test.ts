import assert from 'node:assert/strict'
import { test } from 'node:test'
import { locations } from '../../../src/core/location.ts'
import { subscriptionId } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'

const azure = await shareService()
const url = `/subscriptions/${subscriptionId}/locations`

test('the regions of a subscription are all that resources can be made in', async () => {
  const { status, body } = await azure.send('GET', url, { query: 'api-version=2022-12-01' })

  assert.equal(status, 200)
  assert.deepEqual(
    body.value.map(({ name }: { name: string }) => name),
    locations,
  )
})

test('a region is told with its names, short, long and with its part of the world', async () => {
  const { body } = await azure.send('GET', url)

  assert.deepEqual(
    body.value.find(({ name }: { name: string }) => name === 'westeurope'),
    {
      id: `${url}/westeurope`,
      subscriptionId,
      name: 'westeurope',
      type: 'Region',
      displayName: 'West Europe',
      regionalDisplayName: '(Europe) West Europe',
    },
  )
})

test('the regions come whole, since clients look for no second page of them', async (t) => {
  const small = await startService(t, { pageSize: 2 })

  const { body } = await small.send('GET', url)

  assert.deepEqual(Object.keys(body), ['value'])
  assert.equal(body.value.length, locations.length)
})
