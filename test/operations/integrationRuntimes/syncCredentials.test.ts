import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runtimeUrl } from '../../support/known.ts'
import { givenNodes } from '../../support/nodes.ts'
import { startService } from '../../support/startService.ts'

test('credentials are asked to be synced with 200 without a body, nodes or none', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const ask = () => azure.send('POST', `${runtimeUrl}/syncCredentials`)

  const without = await ask()
  await givenNodes(azure)
  const withOne = await ask()

  for (const { status, headers, body } of [without, withOne]) {
    assert.equal(status, 200)
    assert.equal(body, '')
    assert.equal(headers['content-length'], '0')
    assert.equal(headers['content-type'], undefined)
    assert.equal(headers.server, 'Kestrel')
  }
})

test('the credentials of each node are out of sync until it says that it has heeded this, and of no other’s nodes', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const neighbour = runtimeUrl.replace('Runtime-1', 'Runtime-2')
  await azure.send('PUT', neighbour, { body: { properties: { type: 'SelfHosted' } } })
  await givenNodes(azure, [{ name: 'Node_1' }, { name: 'Node_2' }])
  await givenNodes(azure, [{ name: 'Node_3' }], neighbour)

  await azure.send('POST', `${runtimeUrl}/syncCredentials`)

  const inSync = async (url: string) => (await azure.send('GET', url)).body.capabilities.credentialInSync
  assert.equal(await inSync(`${runtimeUrl}/nodes/Node_1`), 'False')
  assert.equal(await inSync(`${runtimeUrl}/nodes/Node_2`), 'False')
  assert.equal(await inSync(`${neighbour}/nodes/Node_3`), 'True')
})
