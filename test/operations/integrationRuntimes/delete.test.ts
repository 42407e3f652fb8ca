import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl, runtimeUrl } from '../../support/known.ts'
import { startService } from '../../support/startService.ts'

test('a runtime is deleted with 200, and again with 204, both without a body', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()

  const [first, second] = [await azure.send('DELETE', runtimeUrl), await azure.send('DELETE', runtimeUrl)]

  assert.equal(first.status, 200)
  assert.equal(first.body, '')
  assert.equal(first.headers['content-length'], '0')
  assert.equal(first.headers['content-type'], undefined)
  assert.equal(second.status, 204)
  assert.equal(second.headers['content-length'], undefined)
  assert.equal((await azure.send('GET', runtimeUrl)).body.error.code, 'NotFound')
})

test('its keys go with it, its neighbours and the factory stay', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const neighbour = runtimeUrl.replace('Runtime-1', 'Runtime-10')
  await azure.send('PUT', neighbour, { body: { properties: { type: 'SelfHosted' } } })
  const [, uid = ''] = (await azure.listAuthKeys()).authKey1.split('@')

  await azure.send('DELETE', runtimeUrl.toLowerCase())

  assert.deepEqual(await azure.store.read((tx) => tx.listAuthKeys(uid)), [])
  assert.equal((await azure.send('POST', `${neighbour}/listAuthKeys`)).status, 200)
  assert.equal((await azure.send('GET', factoryUrl)).status, 200)
})

test('a name whose runtime is gone may be given to one of another type', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime({ type: 'SelfHosted' })

  await azure.send('DELETE', runtimeUrl)

  const properties = { type: 'Managed', typeProperties: {} }
  const { status } = await azure.send('PUT', runtimeUrl, { body: { properties } })
  assert.equal(status, 200)
})

test('a rotation and a deletion at once leave the keys of a runtime that is there, or none', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const rotate = () => azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, { body: { keyName: 'authKey1' } })

  const replies = await Promise.all([rotate(), rotate(), azure.send('DELETE', runtimeUrl), rotate(), rotate()])

  assert.equal(replies[2].status, 200)
  for (const { status } of [replies[0], replies[1], replies[3], replies[4]]) assert.ok(status === 200 || status === 404)
  assert.equal((await azure.send('POST', `${runtimeUrl}/listAuthKeys`)).status, 404)
})
