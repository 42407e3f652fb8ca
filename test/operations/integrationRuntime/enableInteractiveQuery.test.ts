import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begin } from '../../support/begin.ts'
import { dumpStore } from '../../support/dumpStore.ts'
import { followLink } from '../../support/followLink.ts'
import { factoryUrl, runtimeUrl } from '../../support/known.ts'
import { selfHosted, serverless, ssis } from '../../support/runtimeKinds.ts'
import type { Service } from '../../support/shareService.ts'
import { operationSeconds } from '../../support/ssisStates.ts'
import { startService } from '../../support/startService.ts'

const enableUrl = `${runtimeUrl}/enableInteractiveQuery`

const queryOf = async (azure: Service) =>
  (await azure.send('GET', runtimeUrl)).body.properties.typeProperties.interactiveQuery

test('it is enabled when its time has come, and disabled by itself some minutes later', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await azure.givenARuntime(serverless)
  assert.equal(await queryOf(azure), undefined, 'nothing is told of what nobody asked for')
  const statuses: string[] = []
  const note = async (): Promise<void> => {
    const { status, autoTerminationMinutes } = await queryOf(azure)
    assert.equal(autoTerminationMinutes, 30)
    statuses.push(status)
  }

  const reply = await azure.send('POST', enableUrl, { body: { autoTerminationMinutes: 30 } })

  assert.equal(reply.status, 202)
  assert.equal(reply.headers['retry-after'], String(operationSeconds))
  await note()
  azure.skip(operationSeconds * 1000)
  await note()
  azure.skip(29 * 60_000)
  await note()
  azure.skip(60_000)
  await note()
  assert.deepEqual(statuses, ['Enabling', 'Enabled', 'Enabled', 'Disabled'])
})

test('where it is enabled already its minutes begin anew, be they more or fewer', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await azure.givenARuntime(serverless)
  for (const autoTerminationMinutes of [100, 10, 30]) {
    await begin(azure, 'enableInteractiveQuery', { body: { autoTerminationMinutes } })
    assert.deepEqual(await queryOf(azure), { status: 'Enabling', autoTerminationMinutes })
    azure.skip(operationSeconds * 1000 + 5 * 60_000)
    assert.deepEqual(await queryOf(azure), { status: 'Enabled', autoTerminationMinutes })
  }

  azure.skip(25 * 60_000)

  assert.equal((await queryOf(azure)).status, 'Disabled')
})

test('a body is needed', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime(serverless)

  assert.equal((await azure.send('POST', enableUrl)).body.error.code, 'BadRequest')
  assert.equal(await queryOf(azure), undefined)
})

test('it lasts an hour where nobody says how long', async (t) => {
  const azure = await startService(t)
  for (const body of [{}, { autoTerminationMinutes: null }]) {
    await azure.givenARuntime(serverless)
    await begin(azure, 'enableInteractiveQuery', { body })

    assert.equal((await queryOf(azure)).autoTerminationMinutes, 60)
    azure.skip(59 * 60_000)
    assert.equal((await queryOf(azure)).status, 'Enabled')
    azure.skip(60_000)
    assert.equal((await queryOf(azure)).status, 'Disabled')
    await azure.send('DELETE', runtimeUrl)
  }
})

test('the result is the runtime, with its status in typeProperties, as a GET shows it', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await azure.givenARuntime(serverless)
  const { id, statuses, results } = await begin(azure, 'enableInteractiveQuery', { body: {} })

  const before = (await followLink(azure, statuses)).body
  assert.equal(JSON.stringify(before), `{"status":"InProgress","name":"${id}","properties":null,"error":null}`)
  assert.equal((await followLink(azure, results)).status, 202)
  azure.skip(operationSeconds * 1000)

  const { status, body } = await followLink(azure, results)
  assert.equal(status, 200)
  assert.deepEqual(body.properties.typeProperties, {
    ...serverless.typeProperties,
    interactiveQuery: { status: 'Enabled', autoTerminationMinutes: 60 },
  })
  assert.deepEqual(body, (await azure.send('GET', runtimeUrl)).body)
  assert.deepEqual((await azure.send('GET', `${factoryUrl}/integrationRuntimes`)).body.value, [body])
  assert.deepEqual((await followLink(azure, statuses)).body, {
    status: 'Succeeded',
    name: id,
    properties: body,
    error: null,
  })
})

test('the etag stays, and a PUT neither changes nor keeps what the service says of it', async (t) => {
  const azure = await startService(t)
  const { etag } = await azure.givenARuntime(serverless)
  await begin(azure, 'enableInteractiveQuery', { body: { autoTerminationMinutes: 5 } })
  const { body } = await azure.send('GET', runtimeUrl)
  assert.equal(body.etag, etag)
  const claimed = { status: 'Disabled', autoTerminationMinutes: 9999 }
  const typeProperties = { ...body.properties.typeProperties, interactiveQuery: claimed }

  const put = await azure.send('PUT', runtimeUrl, { body: { properties: { ...body.properties, typeProperties } } })

  assert.equal(put.status, 200)
  assert.deepEqual(put.body.properties, body.properties)
  await azure.send('DELETE', runtimeUrl)
  const fresh = await azure.givenARuntime({ ...serverless, typeProperties })
  assert.equal(fresh.properties.typeProperties.interactiveQuery, undefined)
})

test('it is of serverless machines: one that becomes a runtime for SSIS has none, and none when it is back', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime(serverless)
  await begin(azure, 'enableInteractiveQuery', { body: {} })
  assert.equal((await queryOf(azure)).status, 'Enabled')

  const put = await azure.send('PUT', runtimeUrl, { body: { properties: ssis } })

  assert.equal(put.status, 200)
  assert.equal(put.body.properties.typeProperties.interactiveQuery, undefined)
  assert.equal(put.body.properties.state, 'Initial')
  const back = await azure.send('PUT', runtimeUrl, { body: { properties: serverless } })
  assert.equal(back.body.properties.typeProperties.interactiveQuery, undefined)
  assert.equal(back.body.properties.state, undefined)
})

for (const [what, properties] of Object.entries({ selfHosted, ssis })) {
  test(`a runtime that is ${what} has no interactive query, and nothing changes`, async (t) => {
    const azure = await startService(t)
    await azure.givenARuntime(properties)
    const before = await dumpStore(azure.store)

    for (const deed of ['enableInteractiveQuery', 'disableInteractiveQuery']) {
      const { status, body } = await azure.send('POST', `${runtimeUrl}/${deed}`, { body: {} })
      assert.equal(status, 400)
      assert.equal(body.error.code, 'BadRequest')
      assert.match(body.error.message, /'Runtime-1' is not a managed one without SSIS, and has no interactive query/)
    }
    assert.equal(await dumpStore(azure.store), before)
  })
}

for (const autoTerminationMinutes of [0, -1, 1.5, '5', true, [5], 2_147_483_648]) {
  test(`autoTerminationMinutes of ${JSON.stringify(autoTerminationMinutes)} is refused by name, and nothing changes`, async (t) => {
    const azure = await startService(t)
    await azure.givenARuntime(serverless)
    const before = await dumpStore(azure.store)

    const { status, body } = await azure.send('POST', enableUrl, { body: { autoTerminationMinutes } })

    assert.equal(status, 400)
    assert.equal(body.error.code, 'BadRequest')
    assert.match(body.error.message, /autoTerminationMinutes/)
    assert.equal(await dumpStore(azure.store), before)
  })
}

test('a runtime that is not there is 404', async (t) => {
  const azure = await startService(t)
  await azure.givenAFactory()

  for (const deed of ['enableInteractiveQuery', 'disableInteractiveQuery']) {
    assert.equal((await azure.send('POST', `${runtimeUrl}/${deed}`, { body: {} })).body.error.code, 'NotFound')
  }
})
