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
  const actions = 'Microsoft.DataFactory/factories'
  assert.deepEqual(names.toSorted(), [
    `${actions}/delete`,
    `${actions}/integrationruntimes/delete`,
    `${actions}/integrationruntimes/getstatus/read`,
    `${actions}/integrationruntimes/listauthkeys/action`,
    `${actions}/integrationruntimes/read`,
    `${actions}/integrationruntimes/regenerateauthkey/action`,
    `${actions}/integrationruntimes/write`,
    `${actions}/managedVirtualNetworks/read`,
    `${actions}/read`,
    `${actions}/write`,
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
