import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runtimeUrl } from '../../support/known.ts'
import { givenNodes } from '../../support/nodes.ts'
import { startService } from '../../support/startService.ts'

test('a node is taken away with 200, and again with 204, both without a body', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure)

  const first = await azure.send('DELETE', `${runtimeUrl}/nodes/NODE_1`)
  const second = await azure.send('DELETE', `${runtimeUrl}/nodes/NODE_1`)

  assert.equal(first.status, 200)
  assert.equal(first.body, '')
  assert.equal(first.headers['content-length'], '0')
  assert.equal(first.headers['content-type'], undefined)
  assert.equal(second.status, 204)
  assert.equal(second.headers['content-length'], undefined)
  assert.equal((await azure.send('GET', `${runtimeUrl}/nodes/Node_1`)).status, 404)
})

test('the last node leaves a runtime that waits for its first', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const before = (await azure.send('POST', `${runtimeUrl}/getStatus`)).body
  await givenNodes(azure)

  await azure.send('DELETE', `${runtimeUrl}/nodes/Node_1`)

  assert.deepEqual((await azure.send('POST', `${runtimeUrl}/getStatus`)).body, before)
})

test('when the node goes that fetches work, another one does', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure, [
    { name: 'Node_1' },
    { name: 'Node_2', properties: { registerTime: '2023-01-01T00:00:00Z' } },
  ])
  const fetches = async (name: string) =>
    (await azure.send('GET', `${runtimeUrl}/nodes/${name}`)).body.isActiveDispatcher
  assert.equal(await fetches('Node_2'), false)

  await azure.send('DELETE', `${runtimeUrl}/nodes/Node_1`)

  assert.equal(await fetches('Node_2'), true)
})

test('the nodes of a runtime go with it', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure)

  await azure.send('DELETE', runtimeUrl)

  await azure.givenARuntime()
  assert.equal((await azure.send('GET', `${runtimeUrl}/nodes/Node_1`)).status, 404)
})
