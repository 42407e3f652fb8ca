import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl, groupUrl, runtimeUrl } from '../../support/known.ts'
import { assignmentsUrl, assignmentUrl, givenAssignment } from '../../support/roles.ts'
import { startService } from '../../support/startService.ts'

test('a factory is deleted with 200, and again with 204, both without a body', async (t) => {
  const azure = await startService(t)
  await azure.givenAFactory()

  const [first, second] = [await azure.send('DELETE', factoryUrl), await azure.send('DELETE', factoryUrl)]

  assert.equal(first.status, 200)
  assert.equal(first.body, '')
  assert.equal(first.headers['content-length'], '0')
  assert.equal(first.headers['content-type'], undefined)
  assert.equal(second.status, 204)
  assert.equal(second.headers['content-length'], undefined)
  assert.equal(second.headers['content-type'], undefined)
  assert.equal((await azure.send('GET', factoryUrl)).body.error.code, 'ResourceNotFound')
})

test('its runtimes and their keys go with it, and do not come back', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const [, uid = ''] = (await azure.listAuthKeys()).authKey1.split('@')
  const keys = () => azure.store.read((tx) => tx.listAuthKeys(uid))
  assert.equal((await keys()).length, 2)

  await azure.send('DELETE', factoryUrl)

  assert.deepEqual(await keys(), [])
  await azure.givenAFactory()
  assert.deepEqual((await azure.send('GET', `${factoryUrl}/integrationRuntimes`)).body, { value: [] })
  assert.equal((await azure.send('GET', runtimeUrl)).body.error.code, 'NotFound')
})

test('its neighbours stay, and its name is free for another group', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const neighbour = factoryUrl.replace('Factory-1', 'Factory-10')
  await azure.send('PUT', neighbour, { body: { location: 'eastus' } })
  await azure.send('PUT', `${groupUrl}2`, { body: { location: 'eastus' } })

  await azure.send('DELETE', factoryUrl)

  const elsewhere = factoryUrl.replace('/rg/', '/rg2/')
  assert.equal((await azure.send('GET', neighbour)).status, 200)
  assert.equal((await azure.send('PUT', elsewhere, { body: { location: 'westeurope' } })).status, 200)
})

test('a factory that is made anew is another one, and has none of the roles of the old one', async (t) => {
  const azure = await startService(t)
  await azure.givenAGroup()
  const body = { location: 'eastus', identity: { type: 'SystemAssigned' } }
  const first = await azure.send('PUT', factoryUrl, { body })
  const { principalId } = first.body.identity
  await givenAssignment(azure, { url: assignmentUrl('/'), role: 'Owner', principalId })

  await azure.send('DELETE', factoryUrl)
  azure.skip(1_000)
  const second = await azure.send('PUT', factoryUrl, { body })

  assert.notEqual(second.body.identity.principalId, principalId)
  const query = `api-version=2022-04-01&$filter=principalId eq '${second.body.identity.principalId}'`
  const { status, body: listed } = await azure.send('GET', assignmentsUrl('/'), { query: query.replaceAll(' ', '+') })
  assert.equal(status, 200)
  assert.deepEqual(listed.value, [])
  assert.notEqual(second.body.properties.createTime, first.body.properties.createTime)
})
