import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl, runtimeUrl } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'

const azure = await shareService()
await azure.givenARuntime()

const statusOf = async (url: string) => {
  const { status, body } = await azure.send('POST', `${url}/getStatus`)
  assert.equal(status, 200)
  return body
}

test('a self-hosted runtime waits for its first node, in the words and order that were recorded', async () => {
  await azure.send('PATCH', runtimeUrl, { body: { autoUpdate: 'Off', updateDelayOffset: 'PT3H' } })
  const [, taskQueueId] = (await azure.listAuthKeys()).authKey1.split('@')

  const status = await statusOf(runtimeUrl)

  const { createTime } = status.properties.typeProperties
  assert.equal(
    JSON.stringify(status),
    JSON.stringify({
      name: 'Runtime-1',
      properties: {
        dataFactoryName: 'Factory-1',
        state: 'NeedRegistration',
        type: 'SelfHosted',
        typeProperties: {
          serviceRegion: 'eu',
          autoUpdate: 'Off',
          internalChannelEncryption: 'NotSet',
          taskQueueId,
          nodes: [],
          updateDelayOffset: 'PT3H',
          serviceUrls: ['factory-1.eastus.datafactory.azure.net'],
          links: [],
          versionStatus: 'None',
          capabilities: {},
          latestVersion: '5.20.8244.2',
          newerVersions: ['5.20.8244.2', '5.20.8235.2', '5.20.8227.2', '5.19.8214.2', '5.17.8189.1'],
          createTime,
        },
      },
    }),
  )
  assert.match(createTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?Z$/)
})

test('where nothing was set, nothing is told of a delay', async () => {
  const url = runtimeUrl.replace('Runtime-1', 'Fresh-1')
  await azure.send('PUT', url, { body: { properties: { type: 'SelfHosted' } } })

  const { typeProperties } = (await statusOf(url)).properties

  assert.equal(typeProperties.autoUpdate, 'On')
  assert.ok(!('updateDelayOffset' in typeProperties))
})

test('the service address is a bare host, in lower case, of the place however that is spelt', async () => {
  const factory = factoryUrl.replace('Factory-1', 'FAR-Away')
  await azure.send('PUT', factory, { body: { location: 'West Europe' } })
  await azure.send('PUT', `${factory}/integrationRuntimes/ir-1`, { body: { properties: { type: 'SelfHosted' } } })

  const { typeProperties } = (await statusOf(`${factory}/integrationRuntimes/ir-1`)).properties

  assert.deepEqual(typeProperties.serviceUrls, ['far-away.westeurope.datafactory.azure.net'])
  assert.equal(typeProperties.serviceRegion, 'we')
})

test('a managed runtime without machines of its own is told of in the fewest words', async () => {
  const url = runtimeUrl.replace('Runtime-1', 'Managed-1')
  const typeProperties = { computeProperties: { location: 'AutoResolve' } }
  await azure.send('PUT', url, { body: { properties: { type: 'Managed', typeProperties } } })

  assert.equal(JSON.stringify(await statusOf(url)), '{"properties":{"state":"Online","type":"Managed"}}')
})

test('a managed runtime for SSIS has not been started', async () => {
  const url = runtimeUrl.replace('Runtime-1', 'Ssis-1')
  const typeProperties = { computeProperties: {}, ssisProperties: { edition: 'Standard' } }
  await azure.send('PUT', url, { body: { properties: { type: 'Managed', typeProperties } } })

  const status = await statusOf(url)

  const { createTime } = status.properties.typeProperties
  assert.deepEqual(status, {
    name: 'Ssis-1',
    properties: {
      dataFactoryName: 'Factory-1',
      state: 'Initial',
      type: 'Managed',
      typeProperties: { nodes: [], otherErrors: [], createTime },
    },
  })
})

test('the names are those that the runtime and the factory were made with', async () => {
  const status = await statusOf(runtimeUrl.toUpperCase())

  assert.equal(status.name, 'Runtime-1')
  assert.equal(status.properties.dataFactoryName, 'Factory-1')
})
