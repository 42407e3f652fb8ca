import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listOutboundNetworkDependenciesEndpoints } from '../../../src/operations/integrationRuntimes/listOutboundNetworkDependenciesEndpoints.ts'
import { assertReply } from '../../support/assertReply.ts'
import { runtimeUrl } from '../../support/known.ts'
import { ssis } from '../../support/runtimeKinds.ts'
import { shareService } from '../../support/shareService.ts'
import { ssisInNetwork, subnetId } from '../../support/ssisInNetwork.ts'

const azure = await shareService()
await azure.givenAFactory()

const dependenciesOf = async (properties: object) => {
  await azure.givenARuntime(properties)
  return azure.send('GET', `${runtimeUrl}/outboundNetworkDependenciesEndpoints`)
}

const https = (domainName: string) => ({ domainName, endpointDetails: [{ port: 443 }] })

const ofAll = [
  { category: 'Azure Data Factory (Management)', endpoints: [https('factory-1.eastus.datafactory.azure.net')] },
  {
    category: 'Azure Storage (Management)',
    endpoints: [https('*.blob.core.windows.net'), https('*.table.core.windows.net')],
  },
  { category: 'Event Hub (Logging)', endpoints: [https('*.servicebus.windows.net')] },
]

const withSsis = (ssisProperties: object): object => ({
  ...ssisInNetwork,
  typeProperties: { ...ssisInNetwork.typeProperties, ssisProperties },
})

test('machines in a network need their factory, and what the documentation names', async () => {
  const reply = await dependenciesOf(ssisInNetwork)

  assert.equal(reply.status, 200)
  assertReply(listOutboundNetworkDependenciesEndpoints, reply)
  assert.equal(JSON.stringify(reply.body), JSON.stringify({ value: ofAll }))
})

test('they also need the catalog and the setup that they were told to use', async () => {
  const { body } = await dependenciesOf(
    withSsis({
      catalogInfo: { catalogServerEndpoint: 'catalog.database.windows.net' },
      customSetupScriptProperties: {
        blobContainerUri: 'https://setup.blob.core.windows.net/container',
        sasToken: { type: 'SecureString', value: 'sig=secret' },
      },
    }),
  )

  assert.deepEqual(body.value, [
    ...ofAll,
    {
      category: 'SSIS Catalog',
      endpoints: [{ domainName: 'catalog.database.windows.net', endpointDetails: [{ port: 1433 }] }],
    },
    { category: 'Custom Setup', endpoints: [https('setup.blob.core.windows.net')] },
  ])
})

for (const [catalogServerEndpoint, domainName, port] of [
  ['catalog.public.abc.database.windows.net,3342', 'catalog.public.abc.database.windows.net', 3342],
  ['tcp:catalog.database.windows.net,1433', 'catalog.database.windows.net', 1433],
] as const) {
  test(`a catalog at ${catalogServerEndpoint} is reached at its port`, async () => {
    const { body } = await dependenciesOf(withSsis({ catalogInfo: { catalogServerEndpoint } }))

    assert.deepEqual(body.value.at(-1).endpoints, [{ domainName, endpointDetails: [{ port }] }])
  })
}

for (const [catalogServerEndpoint, blobContainerUri] of [
  ['no address', 'container'],
  ['tcp:sql.example,99999', 'ftp://files.example/container'],
]) {
  test(`what is no address is left out: ${catalogServerEndpoint}, ${blobContainerUri}`, async () => {
    const { status, body } = await dependenciesOf(
      withSsis({ catalogInfo: { catalogServerEndpoint }, customSetupScriptProperties: { blobContainerUri } }),
    )

    assert.equal(status, 200)
    assert.deepEqual(body.value, ofAll)
  })
}

for (const [how, typeProperties] of Object.entries({
  'by the express way': { customerVirtualNetwork: { subnetId } },
  'by the standard way': { computeProperties: { vNetProperties: { subnetId } } },
  'by a network and the name of a subnet': { computeProperties: { vNetProperties: { vNetId: '/x', subnet: 'y' } } },
})) {
  test(`machines that have joined a network ${how} have dependencies`, async () => {
    const { ssisProperties } = ssis.typeProperties
    const { status } = await dependenciesOf({ type: 'Managed', typeProperties: { ...typeProperties, ssisProperties } })

    assert.equal(status, 200)
  })
}

for (const [what, typeProperties] of Object.entries({
  'that have joined none': {},
  'whose subnet is empty': { customerVirtualNetwork: { subnetId: '' } },
  'whose subnet is null': { customerVirtualNetwork: { subnetId: null }, computeProperties: { vNetProperties: null } },
})) {
  test(`machines ${what} are refused`, async () => {
    const { ssisProperties } = ssis.typeProperties
    const { status, body } = await dependenciesOf({
      type: 'Managed',
      typeProperties: { ...typeProperties, ssisProperties },
    })

    assert.equal(status, 400)
    assert.equal(body.error.code, 'BadRequest')
    assert.match(body.error.message, /is not one for SSIS whose machines have joined a virtual network\.$/)
  })
}
