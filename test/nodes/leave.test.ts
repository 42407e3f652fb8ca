import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runtimeUrl } from '../support/known.ts'
import { startService } from '../support/startService.ts'
import { givenANode, nodeEntries, nodesOn } from './support.ts'

test('a node that leaves is gone: its name is free, its credential is nothing any more', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const { leave, heartbeat, register } = nodesOn(azure)
  const credential = await givenANode(azure)

  const { status, body } = await leave(credential)

  assert.equal(status, 200)
  assert.deepEqual(body, {})
  assert.equal((await azure.send('GET', `${runtimeUrl}/nodes/Node-1`)).status, 404)
  assert.equal((await heartbeat(credential)).body.error.code, 'NodeUnknown')
  assert.equal((await leave(credential)).body.error.code, 'NodeUnknown')
  assert.equal((await register((await azure.listAuthKeys()).authKey1)).status, 200)
})

test('that a node has left is in the audit, and names no key', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const credential = await givenANode(azure)

  await nodesOn(azure).leave(credential)

  const entry = (await nodeEntries(azure)).at(-1)
  assert.equal(entry?.operationName, 'Microsoft.DataFactory/factories/integrationruntimes/nodes/leave/action')
  assert.deepEqual(entry?.caller, { kind: 'node', objectId: credential.split('.')[0], name: 'Node-1' })
  assert.deepEqual(entry?.authKeys, [])
})

test('what was still pending of a node that has left brings it not back', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const { leave, heartbeat } = nodesOn(azure)
  const credential = await givenANode(azure)
  await heartbeat(credential)

  await leave(credential)
  await azure.app.close()

  assert.equal(await azure.store.read((tx) => tx.findNodeById(credential.split('.')[0] ?? '')), undefined)
})
