import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Begun, begin } from '../../support/begin.ts'
import { followLink } from '../../support/followLink.ts'
import { factoryUrl, groupUrl, nobody, reader, runtimeUrl, subscriptionId } from '../../support/known.ts'
import { selfHosted, ssis } from '../../support/runtimeKinds.ts'
import type { Service } from '../../support/shareService.ts'
import { givenSsis, operationSeconds } from '../../support/ssisStates.ts'
import { startService } from '../../support/startService.ts'
import { otherSubscriptionId, otherTenantId, twoTenants } from '../../support/twoTenants.ts'

const expectGone = async (azure: Service, { statuses, results }: Omit<Begun, 'id'>) => {
  for (const address of [statuses, results]) {
    const { status, body } = await followLink(azure, address)
    assert.equal(status, 404, address)
    assert.deepEqual(Object.keys(body.error).slice(0, 2), ['code', 'message'])
  }
}

test('while a start goes on its status says so, with nulls, and when to ask again', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure)
  const { id, statuses } = await begin(azure, 'start')

  const { status, headers, body } = await followLink(azure, statuses)

  assert.equal(status, 200)
  assert.equal(JSON.stringify(body), `{"status":"InProgress","name":"${id}","properties":null,"error":null}`)
  assert.equal(headers.server, 'Kestrel')
  assert.equal(headers['retry-after'], String(operationSeconds))
  assert.equal(headers.location ?? headers['azure-asyncoperation'], undefined)
  azure.skip((operationSeconds - 60) * 1000)
  assert.ok(Number((await followLink(azure, statuses)).headers['retry-after']) <= 60)
})

test('at the end of a start its status has the result, member by member as recorded', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure)
  const { typeProperties } = (await azure.send('POST', `${runtimeUrl}/getStatus`)).body.properties
  const { id, statuses } = await begin(azure, 'start')
  azure.skip(operationSeconds * 1000)

  const { status, headers, body } = await followLink(azure, statuses)

  assert.equal(status, 200)
  assert.equal(
    JSON.stringify(body),
    `{"status":"Succeeded","name":"${id}","properties":{"name":"Runtime-1","properties":{"dataFactoryName":"Factory-1",` +
      '"state":"Started","type":"Managed","dataFactoryLocation":null,"resourceUri":null,' +
      `"typeProperties":{"nodes":[],"otherErrors":[],"createTime":"${typeProperties.createTime}"},` +
      '"dataFactoryTags":null,"managedVirtualNetwork":null}},"error":null}',
  )
  assert.equal(headers['retry-after'], undefined)
})

test('the status of a stop has no result, as recorded', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure, 'Started')
  const { id, statuses } = await begin(azure, 'stop')
  assert.equal((await followLink(azure, statuses)).body.status, 'InProgress')

  azure.skip(operationSeconds * 1000)

  const { body } = await followLink(azure, statuses)
  assert.equal(JSON.stringify(body), `{"status":"Succeeded","name":"${id}","properties":null,"error":null}`)
})

test('a start that has ended stays as it ended, whatever is begun after it', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure)
  const start = await begin(azure, 'start')
  azure.skip(operationSeconds * 1000)
  const ended = await followLink(azure, start.statuses)

  const stop = await begin(azure, 'stop')

  assert.notEqual(stop.id, start.id)
  assert.deepEqual((await followLink(azure, start.statuses)).body, ended.body)
  assert.equal((await followLink(azure, stop.statuses)).body.status, 'InProgress')
})

test('addresses are found in any letter case', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure)
  const { id, statuses, results } = await begin(azure, 'start')
  const upper = (address: string): string => address.replace(/\/subscriptions[^?]*/, (path) => path.toUpperCase())

  assert.equal((await followLink(azure, upper(statuses))).body.name, id)
  assert.equal((await followLink(azure, upper(results))).status, 202)
})

test('whoever may read the runtime may ask, and nobody else', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure)
  const { statuses, results } = await begin(azure, 'start')
  const readerToken = await azure.tokenOf(reader)
  const token = await azure.tokenOf(nobody)

  for (const address of [statuses, results]) {
    assert.ok((await followLink(azure, address, { token: readerToken })).status < 300)
    const { status, body } = await followLink(azure, address, { token })
    assert.equal(status, 403)
    assert.match(body.error.message, /'Microsoft\.DataFactory\/factories\/integrationRuntimes\/read' over scope/)
    assert.ok(body.error.message.includes(`'${runtimeUrl}'`), 'at the runtime')
    assert.equal((await followLink(azure, address, { token: null })).status, 401)
  }
})

test('what was begun with one runtime is not found with another, wherever that is', async (t) => {
  const azure = await startService(t, { operationSeconds, world: twoTenants })
  await givenSsis(azure)
  const begun = await begin(azure, 'start')
  const at = (url: string) => ({
    statuses: begun.statuses.replace(runtimeUrl, url),
    results: begun.results.replace(runtimeUrl, url),
  })
  const elsewhere = runtimeUrl.replace('Factory-1', 'Factory-2')
  const subscription = '12345678-1234-1234-1234-12345678abc'
  const abroad = elsewhere.replace(subscriptionId, subscription).replace('Factory-2', 'Factory-3')
  for (const url of [runtimeUrl.replace('Runtime-1', 'Runtime-2'), elsewhere, abroad]) {
    const [group = '', factory = ''] = [url.split('/providers')[0], url.split('/integrationRuntimes')[0]]
    await azure.send('PUT', group, { body: { location: 'eastus' } })
    await azure.send('PUT', factory, { body: { location: 'eastus' } })
    assert.equal((await azure.send('PUT', url, { body: { properties: ssis } })).status, 200)
    await begin(azure, 'start', { url })

    await expectGone(azure, at(url))
  }
  await expectGone(azure, at(runtimeUrl.replace('Runtime-1', 'Missing')))
  await expectGone(azure, at(runtimeUrl.replace('Factory-1', 'Missing')))
})

test('nobody of another tenant can ask, neither here nor at home', async (t) => {
  const azure = await startService(t, { operationSeconds, world: twoTenants })
  await givenSsis(azure)
  const { statuses } = await begin(azure, 'start')
  const stranger = { clientId: reader.clientId, objectId: reader.objectId }
  const token = await azure.tokenOf(stranger, {
    tid: otherTenantId,
    iss: `https://localhost:8443/${otherTenantId}/v2.0`,
  })

  assert.equal((await followLink(azure, statuses, { token })).body.error.code, 'InvalidAuthenticationTokenTenant')
  const atHome = statuses.replace(subscriptionId, otherSubscriptionId)
  assert.ok((await followLink(azure, atHome, { token })).status >= 403)
})

test('what was begun as one deed is not found as another', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure)
  const { statuses, results } = await begin(azure, 'start')

  for (const deed of [
    'stop',
    'refreshObjectMetadata',
    'enableInteractiveQuery',
    'deleteResourceGroup',
    'getStatus',
    'x',
  ]) {
    const as = (address: string): string => address.replace('/start/', `/${deed}/`)
    await expectGone(azure, { statuses: as(statuses), results: as(results) })
  }
})

test('an id that is none is not found', async (t) => {
  const azure = await startService(t)
  await givenSsis(azure)
  const { id, statuses, results } = await begin(azure, 'start')
  const others = [
    '0'.repeat(32),
    id.slice(1),
    `${id}0`,
    id.replace(/^(.{8})(.{4})/, '$1-$2-'),
    '%00',
    '%F0%9F%98%80',
    "'%20or%20''='",
    '%25',
    'x'.repeat(1000),
    '..%2F..',
    '*',
  ]

  for (const other of others) {
    await expectGone(azure, { statuses: statuses.replace(id, other), results: results.replace(id, other) })
  }
})

test('a day after its end it is forgotten, when the next one is begun', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure, 'Started')
  const stop = await begin(azure, 'stop')
  const day = 24 * 60 * 60 * 1000

  azure.skip(operationSeconds * 1000 + day - 60_000)
  const start = await begin(azure, 'start')
  assert.equal((await followLink(azure, stop.statuses)).body.status, 'Succeeded', 'a day has not gone by')
  azure.skip(operationSeconds * 1000)
  await begin(azure, 'stop')

  await expectGone(azure, stop)
  assert.equal((await followLink(azure, start.statuses)).body.status, 'Succeeded')
  assert.equal(await azure.store.read((tx) => tx.findBegun(stop.id)), undefined)
})

for (const [what, url] of Object.entries({ runtime: runtimeUrl, factory: factoryUrl, group: groupUrl })) {
  test(`what was begun goes with its ${what}, and is not found with the next one of that name`, async (t) => {
    const azure = await startService(t)
    await givenSsis(azure)
    const start = await begin(azure, 'start')
    const stop = await begin(azure, 'stop')

    const { status } = await azure.send('DELETE', url)

    assert.equal(status, what === 'group' ? 202 : 200)
    for (const begun of [start, stop]) {
      await expectGone(azure, begun)
      assert.equal(await azure.store.read((tx) => tx.findBegun(begun.id)), undefined)
    }
    await givenSsis(azure)
    await expectGone(azure, start)
  })
}

test('other methods are not for these addresses', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime(selfHosted)

  for (const kind of ['operationstatuses', 'operationresults']) {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const { status, headers } = await azure.send(method, `${runtimeUrl}/start/${kind}/${'0'.repeat(32)}`)
      assert.equal(status, 405)
      assert.equal(headers.allow, 'GET')
    }
  }
})
