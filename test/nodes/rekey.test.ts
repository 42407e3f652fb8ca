import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dumpStore } from '../support/dumpStore.ts'
import { runtimeUrl } from '../support/known.ts'
import { startService } from '../support/startService.ts'
import { assertRefused, givenANode, nodeEntries, nodesOn } from './support.ts'

const started = async (t: Parameters<typeof startService>[0]) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const credential = await givenANode(azure)
  return { azure, credential, keys: await azure.listAuthKeys(), ...nodesOn(azure) }
}

test('a node that shows another key depends on that one from then on, and keeps its credential', async (t) => {
  const { azure, credential, keys, rekey, heartbeat } = await started(t)

  const { status, body } = await rekey(credential, keys.authKey2)

  assert.equal(status, 200)
  assert.deepEqual(body, { authKey: { name: 'authKey2', generation: 1 } })
  const { authKey } = (await heartbeat(credential)).body
  assert.deepEqual(authKey, { name: 'authKey2', generation: 1, isCurrent: true })
  const uid = keys.authKey1.split('@')[1]
  const [first, second] = await azure.store.read((tx) => tx.listAuthKeys(uid))
  assert.deepEqual([first?.uses, second?.uses], [1, 1])
  const entry = (await nodeEntries(azure)).at(-1)
  assert.equal(entry?.operationName, 'Microsoft.DataFactory/factories/integrationruntimes/nodes/rekey/action')
  assert.equal(entry?.caller.objectId, credential.split('.')[0])
  assert.deepEqual(entry?.authKeys, [{ name: 'authKey2', generation: 1, fingerprint: second?.fingerprint }])
})

test('a figure that was pending when the node was rekeyed does not bring its old key back', async (t) => {
  const { azure, credential, keys, rekey, heartbeat } = await started(t)
  await heartbeat(credential)

  await rekey(credential, keys.authKey2)
  await azure.app.close()

  const [node] = await azure.store.read((tx) => tx.listNodes(keys.authKey1.split('@')[1]))
  assert.equal(node?.key.name, 'authKey2')
})

test('a key of another runtime is refused with whose it is', async (t) => {
  const { azure, credential, rekey } = await started(t)
  const neighbour = runtimeUrl.replace('Runtime-1', 'Runtime-2')
  await azure.send('PUT', neighbour, { body: { properties: { type: 'SelfHosted' } } })
  const { authKey1 } = (await azure.send('POST', `${neighbour}/listAuthKeys`)).body
  const before = await dumpStore(azure.store)

  assertRefused(await rekey(credential, authKey1), {
    status: 409,
    code: 'AuthKeyOfAnotherRuntime',
    message:
      /^This is authKey1 of the integration runtime 'Runtime-2' .*, but the node is one of the integration runtime 'Runtime-1' /,
  })
  assert.equal(await dumpStore(azure.store), before)
})

test('superseded and unknown keys are refused as at registration, and are no guesses at the node', async (t) => {
  const { azure, credential, keys, rekey } = await started(t)
  await azure.regenerateAuthKey('authKey2')

  const superseded = await rekey(credential, keys.authKey2)
  const unknown = await rekey(credential, 'x')

  assertRefused(superseded, {
    status: 401,
    code: 'AuthKeySuperseded',
    message: /^This is generation 1 of authKey2 of /,
  })
  assertRefused(unknown, { status: 401, code: 'AuthKeyUnknown', message: /^The authentication key is unknown/ })
  assert.equal((await nodeEntries(azure)).length, 1)
})

test('a node with a wrong clock, an unknown one and one that has expired are refused', async (t) => {
  const { azure, credential, keys, rekey } = await started(t)
  const time = '2001-01-01T00:00:00Z'

  assert.equal((await rekey(credential, keys.authKey2, { time })).body.error.code, 'NodeClockOff')
  const nobody = `99999999-9999-9999-9999-999999999999.${'x'.repeat(43)}`
  assert.equal((await rekey(nobody, keys.authKey2)).body.error.code, 'NodeUnknown')
  azure.skip(604_800_000)
  assert.equal((await rekey(credential, keys.authKey2)).body.error.code, 'NodeExpired')
})
