import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runtimeUrl } from '../../support/known.ts'
import { givenALinkedRuntime, linkedUrl } from '../../support/linked.ts'
import { givenNodes } from '../../support/nodes.ts'
import { startService } from '../../support/startService.ts'

test('a node tells where it is, also to who borrows it', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure)
  await givenALinkedRuntime(azure)

  for (const url of [runtimeUrl, linkedUrl]) {
    const { status, body } = await azure.send('POST', `${url}/nodes/Node_1/ipAddress`)
    assert.equal(status, 200)
    assert.equal(JSON.stringify(body), '{"ipAddress":"10.0.0.4"}')
  }
})

test('a node that has not said where it is, and one that is not there, are told apart', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure, [{ ipAddress: undefined }])

  const silent = await azure.send('POST', `${runtimeUrl}/nodes/Node_1/ipAddress`)
  const missing = await azure.send('POST', `${runtimeUrl}/nodes/Missing/ipAddress`)

  assert.equal(silent.status, 400)
  assert.equal(silent.body.error.message, "The node 'Node_1' has not told its IP address yet.")
  assert.equal(missing.status, 404)
  assert.equal(missing.body.error.code, 'NotFound')
})
