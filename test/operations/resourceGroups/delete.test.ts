import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl, groupUrl, runtimeUrl } from '../../support/known.ts'
import { startService } from '../../support/startService.ts'

test('a group goes with all that is in it, at once', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const [, uid = ''] = (await azure.listAuthKeys()).authKey1.split('@')

  const { status, body } = await azure.send('DELETE', groupUrl.toUpperCase())

  assert.equal(status, 202)
  assert.equal(body, '')
  for (const url of [groupUrl, factoryUrl, runtimeUrl]) {
    assert.equal((await azure.send('GET', url)).body.error.code, 'ResourceGroupNotFound')
  }
  assert.deepEqual(await azure.store.read((tx) => tx.listAuthKeys(uid)), [])
  await azure.givenAGroup()
  assert.deepEqual((await azure.send('GET', `${groupUrl}/resources`)).body, { value: [] })
})

test('a group that is not there cannot be deleted, and its neighbours stay', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await azure.send('PUT', `${groupUrl}2`, { body: { location: 'eastus' } })

  assert.equal((await azure.send('DELETE', `${groupUrl}2`)).status, 202)
  const again = await azure.send('DELETE', `${groupUrl}2`)

  assert.equal(again.status, 404)
  assert.equal(again.body.error.code, 'ResourceGroupNotFound')
  assert.equal((await azure.send('GET', runtimeUrl)).status, 200)
})
