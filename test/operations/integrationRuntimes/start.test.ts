import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dumpStore } from '../../support/dumpStore.ts'
import { followLink } from '../../support/followLink.ts'
import { factoryUrl, origin, runtimeUrl } from '../../support/known.ts'
import { selfHosted, serverless, ssis } from '../../support/runtimeKinds.ts'
import { givenSsis, operationSeconds, ssisStates } from '../../support/ssisStates.ts'
import { startService } from '../../support/startService.ts'

test('a start answers with where to ask how it goes, and when', async (t) => {
  const azure = await startService(t, { operationSeconds, throttle: 'hourly' })
  await givenSsis(azure)

  const { status, headers, body } = await azure.send('POST', `${runtimeUrl}/start`)

  assert.equal(status, 202)
  assert.equal(body, '')
  assert.equal(headers['content-length'], '0')
  assert.equal(headers['content-type'], undefined)
  const form = new RegExp(
    `^${origin}${runtimeUrl}/start/operationstatuses/[0-9a-f]{32}\\?api-version=2018-06-01$`.replaceAll('.', '\\.'),
  )
  assert.match(String(headers['azure-asyncoperation']), form)
  assert.equal(headers.location, String(headers['azure-asyncoperation']).replace('statuses', 'results'))
  assert.equal(headers['retry-after'], String(operationSeconds))
  assert.equal(headers.server, 'Kestrel')
  assert.match(String(headers['x-ms-ratelimit-remaining-subscription-writes']), /^\d+$/)
})

test('the addresses have the path as it was written, and the origin that was called', async (t) => {
  const azure = await startService(t)
  await givenSsis(azure)
  const path = `${runtimeUrl.replace('integrationRuntimes', 'INTEGRATIONruntimes').replace('/rg/', '/RG/')}/Start`

  const { headers } = await azure.send('POST', `${path}/`, {
    query: 'Api-Version=2018-06-01&more=1%202',
    headers: { host: 'localhost:8080', 'x-forwarded-host': 'elsewhere' },
  })

  const [address = '', query] = String(headers['azure-asyncoperation']).split('?')
  assert.match(address, new RegExp(`^http://localhost:8080${path}/operationstatuses/[0-9a-f]{32}$`))
  assert.equal(query, 'Api-Version=2018-06-01&more=1%202')
  assert.equal((await followLink(azure, `${origin}${new URL(address).pathname}?${query}`)).body.status, 'Succeeded')
})

test('a start goes on until its time has come, and then the runtime is Started', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure)
  const before = (await azure.send('GET', runtimeUrl)).body
  const stateOf = async (): Promise<string> => (await azure.send('GET', runtimeUrl)).body.properties.state
  assert.equal(await stateOf(), 'Initial')

  await azure.send('POST', `${runtimeUrl}/start`)

  assert.equal(await stateOf(), 'Starting')
  azure.skip((operationSeconds - 60) * 1000)
  assert.equal(await stateOf(), 'Starting')
  azure.skip(60_000)
  const after = (await azure.send('GET', runtimeUrl)).body
  const properties = { ...before.properties, state: 'Started' }
  assert.equal(JSON.stringify(after), JSON.stringify({ ...before, properties }), 'the etag stays, and all else')
  const [listed] = (await azure.send('GET', `${factoryUrl}/integrationRuntimes`)).body.value
  assert.deepEqual(listed, after)
})

test('where operations take no time, it is Started at once', async (t) => {
  const azure = await startService(t)
  await givenSsis(azure)

  const { headers } = await azure.send('POST', `${runtimeUrl}/start`)

  assert.equal((await azure.send('GET', runtimeUrl)).body.properties.state, 'Started')
  assert.equal((await followLink(azure, headers['azure-asyncoperation'])).body.status, 'Succeeded')
  assert.equal(headers['retry-after'], '1')
})

test('a body is not looked at', async (t) => {
  const azure = await startService(t)
  await givenSsis(azure)

  assert.equal((await azure.send('POST', `${runtimeUrl}/start`, { body: '{' })).status, 202)
})

for (const state of ssisStates) {
  const isRest = state === 'Initial' || state === 'Stopped'
  test(`a runtime that is ${state} ${isRest ? 'can be started' : 'cannot be started, and nothing changes'}`, async (t) => {
    const azure = await startService(t, { operationSeconds })
    await givenSsis(azure, state)
    const before = await dumpStore(azure.store)

    const { status, headers, body } = await azure.send('POST', `${runtimeUrl}/start`)

    assert.equal(status, isRest ? 202 : 400)
    if (isRest) return
    assert.deepEqual(body.error, {
      code: 'BadRequest',
      message: `The integration runtime 'Runtime-1' is ${state}: a start needs it to be Initial or Stopped.`,
      target: null,
      details: null,
    })
    assert.equal(headers['azure-asyncoperation'] ?? headers.location ?? headers['retry-after'], undefined)
    assert.equal(await dumpStore(azure.store), before)
  })
}

for (const [what, properties] of Object.entries({ selfHosted, serverless })) {
  test(`a runtime that is ${what} has nothing to start or stop, and nothing changes`, async (t) => {
    const azure = await startService(t)
    await azure.givenARuntime(properties)
    const before = await dumpStore(azure.store)

    for (const deed of ['start', 'stop']) {
      const { status, body } = await azure.send('POST', `${runtimeUrl}/${deed}`)
      assert.equal(status, 400)
      assert.equal(body.error.code, 'BadRequest')
      assert.match(body.error.message, /'Runtime-1' is not one for SSIS/)
    }
    assert.equal(await dumpStore(azure.store), before)
  })
}

test('a runtime that is not there cannot be started or stopped: 404 by the provider, or by the gateway', async (t) => {
  const azure = await startService(t)
  await azure.givenAFactory()

  for (const deed of ['start', 'stop']) {
    const { body } = await azure.send('POST', `${runtimeUrl}/${deed}`)
    assert.equal(body.error.code, 'NotFound')
    assert.equal(body.error.target, runtimeUrl.replace('integrationRuntimes', 'integrationruntimes'))
    const missing = await azure.send('POST', `${runtimeUrl.replace('Factory-1', 'Missing')}/${deed}`)
    assert.equal(missing.body.error.code, 'ResourceNotFound')
  }
})

test('of many who start a runtime at once, one has started it', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure)

  const replies = await Promise.all(Array.from({ length: 20 }, () => azure.send('POST', `${runtimeUrl}/start`)))

  assert.equal(replies.filter(({ status }) => status === 202).length, 1)
  assert.equal(replies.filter(({ status }) => status === 400).length, 19)
})

for (const state of ssisStates) {
  const isRest = state === 'Initial' || state === 'Stopped'
  test(`a runtime that is ${state} ${isRest ? 'can' : 'can neither'} be changed ${isRest ? 'and' : 'nor'} deleted`, async (t) => {
    const azure = await startService(t, { operationSeconds })
    await givenSsis(azure, state)
    const before = await dumpStore(azure.store)
    const calls = [
      ['PUT', 'a change', { body: { properties: { ...ssis, description: 'changed' } } }],
      ['DELETE', 'a deletion', {}],
    ] as const

    for (const [method, deed, sent] of calls) {
      const { status, body } = await azure.send(method, runtimeUrl, sent)
      assert.equal(status, isRest ? 200 : 400)
      if (isRest) {
        if (method === 'PUT') assert.equal(body.properties.state, state, 'the state is not for a client to change')
        continue
      }
      assert.equal(body.error.code, 'BadRequest')
      assert.match(body.error.message, new RegExp(`is ${state}: ${deed} needs it to be Initial or Stopped`))
      assert.equal(await dumpStore(azure.store), before)
    }
  })
}

test('a state that a client sends is not kept', async (t) => {
  const azure = await startService(t)
  await givenSsis(azure)

  const { body } = await azure.send('PUT', runtimeUrl, { body: { properties: { ...ssis, state: 'Started' } } })

  assert.equal(body.properties.state, 'Initial')
  assert.deepEqual(Object.keys(body.properties), ['type', 'typeProperties', 'state'])
})

test('a runtime that is made anew under an old name is Initial', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure, 'Stopped')
  await azure.send('DELETE', runtimeUrl)

  await givenSsis(azure)

  assert.equal((await azure.send('GET', runtimeUrl)).body.properties.state, 'Initial')
})

test('a runtime that was none for SSIS meanwhile is Initial', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure, 'Stopped')

  const meanwhile = await azure.send('PUT', runtimeUrl, { body: { properties: serverless } })

  assert.equal(meanwhile.body.properties.state, undefined)
  const { body } = await azure.send('PUT', runtimeUrl, { body: { properties: ssis } })
  assert.equal(body.properties.state, 'Initial')
})
