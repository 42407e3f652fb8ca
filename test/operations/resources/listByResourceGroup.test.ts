import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl, groupUrl, subscriptionId } from '../../support/known.ts'
import { startService } from '../../support/startService.ts'

test('a group shows its factories, and nothing once they are gone', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await azure.send('PUT', factoryUrl, { body: { location: 'East US', tags: { a: '1' } } })
  const list = async () =>
    (
      await azure.send('GET', `${groupUrl}/resources`, {
        query: '$expand=provisioningState&$top=10&api-version=2023-07-01',
      })
    ).body

  assert.deepEqual(await list(), {
    value: [
      {
        id: `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.DataFactory/factories/factory-1`,
        name: 'Factory-1',
        type: 'Microsoft.DataFactory/factories',
        location: 'East US',
        tags: { a: '1' },
      },
    ],
  })
  await azure.send('DELETE', factoryUrl)
  assert.deepEqual(await list(), { value: [] })
})
