import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SelfToldStatus } from '../../../src/core/node.ts'
import type { SsisState } from '../../../src/core/ssis.ts'
import { factoryUrl, runtimeUrl, subscriptionId } from '../../support/known.ts'
import { borrowerUrl, givenALinkedRuntime, linkedUrl, revoke } from '../../support/linked.ts'
import { capabilities, givenNodes, shownNode, silent } from '../../support/nodes.ts'
import { type Service, shareService } from '../../support/shareService.ts'
import { givenSsis, operationSeconds, ssisStates } from '../../support/ssisStates.ts'
import { startService } from '../../support/startService.ts'

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

test('a node shows in the status, and makes its runtime Online: in the words and order of the documentation', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await azure.send('PATCH', runtimeUrl, { body: { autoUpdate: 'Off', updateDelayOffset: 'PT3H' } })
  await givenNodes(azure)
  const [, taskQueueId] = (await azure.listAuthKeys()).authKey1.split('@')

  const { body } = await azure.send('POST', `${runtimeUrl}/getStatus`)

  const { createTime } = body.properties.typeProperties
  assert.equal(
    JSON.stringify(body),
    JSON.stringify({
      name: 'Runtime-1',
      properties: {
        dataFactoryName: 'Factory-1',
        state: 'Online',
        type: 'SelfHosted',
        typeProperties: {
          serviceRegion: 'eu',
          autoUpdate: 'Off',
          internalChannelEncryption: 'NotSet',
          taskQueueId,
          version: '5.20.8244.2',
          nodes: [shownNode],
          updateDelayOffset: 'PT3H',
          localTimeZoneOffset: 'PT8H',
          serviceUrls: ['factory-1.eastus.datafactory.azure.net'],
          links: [],
          versionStatus: 'UpToDate',
          capabilities,
          latestVersion: '5.20.8244.2',
          newerVersions: [],
          createTime,
        },
      },
    }),
  )
})

const nodesBeing = (...statuses: ('Offline' | SelfToldStatus)[]) => statuses.map((status, index) => ({ index, status }))

for (const [state, nodes] of [
  ['Online', nodesBeing('Online', 'Online')],
  ['Limited', nodesBeing('Online', 'Offline')],
  ['Limited', nodesBeing('Offline', 'Upgrading', 'Online')],
  ['Limited', nodesBeing('Limited')],
  ['Offline', nodesBeing('Offline', 'Offline')],
  ['Offline', nodesBeing('Upgrading', 'Initializing', 'InitializeFailed')],
] as const) {
  const statuses = nodes.map(({ status }) => status).join(' and ')
  test(`a runtime whose nodes are ${statuses} is ${state}`, async (t) => {
    const azure = await startService(t)
    await azure.givenARuntime()

    await givenNodes(
      azure,
      nodes.map(({ index, status }) => ({
        name: `Node_${index}`,
        ...(status === 'Offline' ? silent : { properties: { status } }),
      })),
    )

    const { properties } = (await azure.send('POST', `${runtimeUrl}/getStatus`)).body
    assert.equal(properties.state, state)
    assert.deepEqual(
      properties.typeProperties.nodes.map(({ nodeName, status }: Record<string, string>) => [nodeName, status]),
      nodes.map(({ index, status }) => [`Node_${index}`, status]),
    )
  })
}

test('the version of a runtime is that of most of its nodes, and newer ones are on offer', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const versions = ['5.20.8244.2', '5.19.8214.2', '5.19.8214.2']

  await givenNodes(
    azure,
    versions.map((version, index) => ({ name: `Node_${index}`, properties: { version } })),
  )

  const { typeProperties } = (await azure.send('POST', `${runtimeUrl}/getStatus`)).body.properties
  assert.equal(typeProperties.version, '5.19.8214.2')
  assert.equal(typeProperties.versionStatus, 'UpdateAvailable')
  assert.equal(typeProperties.latestVersion, '5.20.8244.2')
  assert.deepEqual(typeProperties.newerVersions, ['5.20.8244.2', '5.20.8235.2', '5.20.8227.2'])
})

test('one node fetches work: the eldest of those that are online, which speaks for all', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure, [
    { name: 'Node_1', properties: { registerTime: '2022-08-17T03:44:55.5Z' } },
    {
      name: 'Node_2',
      properties: { registerTime: '2022-08-17T03:44:55Z', capabilities: { nodeEnabled: 'False' } },
      localTimeZoneOffset: 'PT1H',
    },
    { name: 'Node_3', properties: { registerTime: '2021-08-17T03:44:55Z' }, ...silent },
  ])

  const { typeProperties } = (await azure.send('POST', `${runtimeUrl}/getStatus`)).body.properties

  const dispatchers = typeProperties.nodes.filter((one: { isActiveDispatcher: boolean }) => one.isActiveDispatcher)
  assert.deepEqual(
    dispatchers.map((one: { nodeName: string }) => one.nodeName),
    ['Node_2'],
  )
  assert.deepEqual(typeProperties.capabilities, { ...capabilities, nodeEnabled: 'False' })
  assert.equal(typeProperties.localTimeZoneOffset, 'PT1H')
})

test('that interactive authoring is contained is told where somebody has said so', async (t) => {
  const azure = await startService(t)
  const typeProperties = { selfContainedInteractiveAuthoringEnabled: false }

  await azure.givenARuntime({ type: 'SelfHosted', typeProperties })

  const { properties } = (await azure.send('POST', `${runtimeUrl}/getStatus`)).body
  assert.equal(properties.typeProperties.selfContainedInteractiveAuthoringEnabled, false)
})

for (const by of ['RBAC', 'Key'] as const) {
  test(`a runtime that is lent by ${by} tells of its link, and its borrower is as it is, without that link`, async (t) => {
    const azure = await startService(t)
    await azure.givenARuntime()
    await givenNodes(azure)

    await givenALinkedRuntime(azure, by)

    const { body: shared } = await azure.send('POST', `${runtimeUrl}/getStatus`)
    const { body: linked } = await azure.send('POST', `${linkedUrl}/getStatus`)
    const [link, ...more] = shared.properties.typeProperties.links
    assert.deepEqual(Object.entries(link), [
      ['name', 'Linked-1'],
      ['subscriptionId', subscriptionId],
      ['dataFactoryName', 'Borrower-1'],
      ['dataFactoryLocation', 'West Europe'],
      ['createTime', link.createTime],
    ])
    assert.match(link.createTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?Z$/)
    assert.deepEqual(more, [])
    assert.equal(shared.properties.state, 'Online')
    const { typeProperties } = shared.properties
    assert.deepEqual(linked, {
      ...shared,
      properties: { ...shared.properties, typeProperties: { ...typeProperties, links: [] } },
    })
  })
}

const losses: Readonly<Record<string, { by: 'Key' | 'RBAC'; lose: (azure: Service) => Promise<unknown> }>> = {
  'its link is removed': {
    by: 'RBAC',
    lose: (azure) => azure.send('POST', `${runtimeUrl}/removeLinks`, { body: { factoryName: 'borrower-1' } }),
  },
  'its link by key is removed': {
    by: 'Key',
    lose: (azure) => azure.send('POST', `${runtimeUrl}/removeLinks`, { body: { factoryName: 'Borrower-1' } }),
  },
  'the role of its factory is taken away': { by: 'RBAC', lose: revoke },
  'its factory gives up its identity': {
    by: 'RBAC',
    lose: (azure) => azure.send('PATCH', borrowerUrl, { body: { identity: { type: 'None' } } }),
  },
}

for (const [what, { by, lose }] of Object.entries(losses)) {
  test(`a linked runtime is AccessDenied once ${what}, and tells nothing of the shared one`, async (t) => {
    const azure = await startService(t)
    await azure.givenARuntime()
    await givenNodes(azure)
    await givenALinkedRuntime(azure, by)

    await lose(azure)

    const { status, body } = await azure.send('POST', `${linkedUrl}/getStatus`)
    assert.equal(status, 200)
    const { createTime } = body.properties.typeProperties
    assert.equal(
      JSON.stringify(body),
      JSON.stringify({
        name: 'Linked-1',
        properties: {
          dataFactoryName: 'Borrower-1',
          state: 'AccessDenied',
          type: 'SelfHosted',
          typeProperties: { nodes: [], links: [], createTime },
        },
      }),
    )
    const { properties } = (await azure.send('POST', `${runtimeUrl}/getStatus`)).body
    assert.equal(properties.state, 'Online', 'the shared one goes on')
  })
}

const lastOperations: Readonly<Record<SsisState, readonly [type: string, result: string] | undefined>> = {
  Initial: undefined,
  Starting: ['Start', 'InProgress'],
  Started: ['Start', 'Succeeded'],
  Stopping: ['Stop', 'InProgress'],
  Stopped: ['Stop', 'Succeeded'],
}

for (const state of ssisStates) {
  test(`a runtime for SSIS that is ${state} says so, and what was last asked of it`, async (t) => {
    const azure = await startService(t, { operationSeconds })
    await givenSsis(azure, state)

    const { body } = await azure.send('POST', `${runtimeUrl}/getStatus`)

    const { createTime, lastOperation } = body.properties.typeProperties
    const [type, result] = lastOperations[state] ?? []
    const { startTime, activityId } = lastOperation ?? {}
    assert.equal(
      JSON.stringify(body),
      JSON.stringify({
        name: 'Runtime-1',
        properties: {
          dataFactoryName: 'Factory-1',
          state,
          type: 'Managed',
          typeProperties: {
            nodes: [],
            otherErrors: [],
            createTime,
            ...(type && { lastOperation: { type, startTime, result, parameters: [], activityId } }),
          },
        },
      }),
    )
    if (!type) return
    assert.match(startTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?Z$/)
    assert.match(activityId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })
}
