import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dumpStore } from '../../support/dumpStore.ts'
import { origin, runtimeUrl } from '../../support/known.ts'
import { givenSsis, operationSeconds, ssisStates } from '../../support/ssisStates.ts'
import { startService } from '../../support/startService.ts'

test('a stop answers as a start does, at addresses of its own', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure, 'Started')

  const { status, headers, body } = await azure.send('POST', `${runtimeUrl}/stop`)

  assert.equal(status, 202)
  assert.equal(body, '')
  assert.equal(headers['content-length'], '0')
  assert.ok(String(headers['azure-asyncoperation']).startsWith(`${origin}${runtimeUrl}/stop/operationstatuses/`))
  assert.ok(String(headers.location).startsWith(`${origin}${runtimeUrl}/stop/operationresults/`))
  assert.equal(headers['retry-after'], String(operationSeconds))
})

test('a stop goes on until its time has come, and a runtime that is Stopped can be started again', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure, 'Started')
  const stateOf = async (): Promise<string> => (await azure.send('GET', runtimeUrl)).body.properties.state
  const states = [await stateOf()]

  for (const deed of ['stop', 'start']) {
    await azure.send('POST', `${runtimeUrl}/${deed}`)
    states.push(await stateOf())
    azure.skip(operationSeconds * 1000)
    states.push(await stateOf())
  }

  assert.deepEqual(states, ['Started', 'Stopping', 'Stopped', 'Starting', 'Started'])
})

for (const state of ssisStates.filter((one) => one !== 'Started')) {
  test(`a runtime that is ${state} cannot be stopped, and nothing changes`, async (t) => {
    const azure = await startService(t, { operationSeconds })
    await givenSsis(azure, state)
    const before = await dumpStore(azure.store)

    const { status, body } = await azure.send('POST', `${runtimeUrl}/stop`)

    assert.equal(status, 400)
    assert.deepEqual(body.error, {
      code: 'BadRequest',
      message: `The integration runtime 'Runtime-1' is ${state}: a stop needs it to be Started.`,
      target: null,
      details: null,
    })
    assert.equal(await dumpStore(azure.store), before)
  })
}
