import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nobody } from '../../support/known.ts'
import { startService } from '../../support/startService.ts'

test('everybody who is signed in may read what one may be allowed to do with data factories', async (t) => {
  const azure = await startService(t, { throttle: 'hourly' })

  const { status, headers, body } = await azure.send('GET', '/providers/Microsoft.DataFactory/operations', {
    token: await azure.tokenOf(nobody),
  })

  assert.equal(status, 200)
  assert.equal(headers['x-ms-ratelimit-remaining-tenant-reads'], '11999')
  const names: string[] = body.value.map(({ name }: { name: string }) => name)
  const factories = 'Microsoft.DataFactory/factories'
  const runtimes = `${factories}/integrationruntimes`
  assert.deepEqual(names.toSorted(), [
    `${factories}/delete`,
    `${factories}/getDataPlaneAccess/action`,
    `${factories}/getGitHubAccessToken/action`,
    `${runtimes}/delete`,
    `${runtimes}/disableInteractiveQuery/action`,
    `${runtimes}/enableInteractiveQuery/action`,
    `${runtimes}/getObjectMetadata/action`,
    `${runtimes}/getconnectioninfo/action`,
    `${runtimes}/getstatus/read`,
    `${runtimes}/linkedIntegrationRuntime/action`,
    `${runtimes}/listauthkeys/action`,
    `${runtimes}/listauthkeyusage/read`,
    `${runtimes}/monitoringdata/read`,
    `${runtimes}/nodes/delete`,
    `${runtimes}/nodes/ipAddress/action`,
    `${runtimes}/nodes/read`,
    `${runtimes}/nodes/write`,
    `${runtimes}/outboundNetworkDependenciesEndpoints/read`,
    `${runtimes}/read`,
    `${runtimes}/refreshObjectMetadata/action`,
    `${runtimes}/regenerateauthkey/action`,
    `${runtimes}/removelinks/action`,
    `${runtimes}/start/action`,
    `${runtimes}/stop/action`,
    `${runtimes}/synccredentials/action`,
    `${runtimes}/upgrade/action`,
    `${runtimes}/write`,
    `${factories}/managedVirtualNetworks/read`,
    `${factories}/read`,
    `${factories}/write`,
    'Microsoft.DataFactory/locations/configureFactoryRepo/action',
  ])
})

test('each is described', async (t) => {
  const azure = await startService(t)

  const { value } = (await azure.send('GET', '/providers/Microsoft.DataFactory/operations')).body

  for (const { origin, display, name } of value) {
    assert.equal(origin, 'system')
    assert.deepEqual(Object.keys(display), ['provider', 'resource', 'operation', 'description'])
    assert.equal(display.provider, 'Microsoft Data Factory')
    for (const text of Object.values(display)) assert.match(String(text), /^\S.*\S$/, name)
  }
})
