import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startService } from '../support/startService.ts'
import { assertRefused, givenANode, nodeEntries, nodesOn } from './support.ts'

test('sixty deeds at once and one a second are what the nodes of a runtime may do: more would fill the audit', async (t) => {
  const stopped = new Date()
  const azure = await startService(t, { clock: () => stopped })
  await azure.givenARuntime()
  const { authKey1 } = await azure.listAuthKeys()
  const { register, heartbeat, rekey, leave } = nodesOn(azure)
  const credential = await givenANode(azure)
  // To register was the first.
  for (let count = 1; count < 60; count += 1) assert.equal((await rekey(credential, authKey1)).status, 200)
  const told = (await nodeEntries(azure)).length

  for (const reply of [
    await rekey(credential, authKey1),
    await register(authKey1, { nodeName: 'Node-2' }),
    await leave(credential),
  ]) {
    const message = /^Too many nodes have registered with this integration runtime, rekeyed or left within a minute\. /
    assertRefused(reply, { status: 429, code: 'TooManyAttempts', message })
    assert.equal(reply.headers['retry-after'], '1')
  }

  assert.equal((await nodeEntries(azure)).length, told)
  assert.equal((await heartbeat(credential)).status, 200, 'heartbeats are no deeds')
  azure.skip(1000)
  assert.equal((await leave(credential)).status, 200)
})
