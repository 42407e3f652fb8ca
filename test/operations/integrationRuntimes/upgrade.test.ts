import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runtimeUrl } from '../../support/known.ts'
import { givenNodes } from '../../support/nodes.ts'
import { startService } from '../../support/startService.ts'

test('nodes or none, the answer is 200 without a body, and no node is told to be upgrading that is not', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const ask = () => azure.send('POST', `${runtimeUrl}/upgrade`)
  const statusOf = async () => (await azure.send('POST', `${runtimeUrl}/getStatus`)).body

  const without = await ask()
  await givenNodes(azure, [{ properties: { version: '5.17.8189.1' } }])
  const before = await statusOf()
  const withOne = await ask()

  for (const { status, headers, body } of [without, withOne]) {
    assert.equal(status, 200)
    assert.equal(body, '')
    assert.equal(headers['content-length'], '0')
    assert.equal(headers['content-type'], undefined)
    assert.equal(headers.server, 'Kestrel')
  }
  assert.deepEqual(await statusOf(), before)
})
