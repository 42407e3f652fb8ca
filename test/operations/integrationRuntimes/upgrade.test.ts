import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dumpStore } from '../../support/dumpStore.ts'
import { runtimeUrl } from '../../support/known.ts'
import { givenNodes } from '../../support/nodes.ts'
import { startService } from '../../support/startService.ts'

test('an upgrade is asked for with 200 without a body, and changes nothing that is shown', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure, [{ properties: { version: '5.17.8189.1' } }])
  const shown = async () => (await azure.send('POST', `${runtimeUrl}/getStatus`)).body
  const before = await shown()

  const { status, headers, body } = await azure.send('POST', `${runtimeUrl}/upgrade`)

  assert.equal(status, 200)
  assert.equal(body, '')
  assert.equal(headers['content-length'], '0')
  assert.equal(headers['content-type'], undefined)
  assert.equal(headers.server, 'Kestrel')
  assert.deepEqual(await shown(), before, 'no node is told to be upgrading that does not say so')
})

test('nodes with older software are asked, those with the newest and those that have expired are not', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure, [
    { name: 'Old', properties: { version: '5.17.8189.1' } },
    { name: 'Newest' },
    { name: 'Expired', properties: { version: '5.17.8189.1' }, heartbeatMs: Date.now() - 604_800_000 },
  ])

  await azure.send('POST', `${runtimeUrl}/upgrade`)

  const [, uid] = (await azure.listAuthKeys()).authKey1.split('@')
  const nodes = await azure.store.read((tx) => tx.listNodes(uid))
  assert.deepEqual(
    nodes.map(({ name, upgrade }) => [name, upgrade?.version]),
    [
      ['Expired', undefined],
      ['Newest', undefined],
      ['Old', '5.20.8244.2'],
    ],
  )
})

test('a runtime without nodes has nothing to upgrade', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const before = await dumpStore(azure.store)

  assert.equal((await azure.send('POST', `${runtimeUrl}/upgrade`)).status, 200)

  assert.equal(await dumpStore(azure.store), before)
})
