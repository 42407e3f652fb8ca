import assert from 'node:assert/strict'
import { test } from 'node:test'
import { operations } from '../../../src/operations/index.ts'
import { givenWhatItNames } from '../../support/callOperation.ts'
import { factoryUrl, owner, subscriptionId } from '../../support/known.ts'
import { sendLate } from '../../support/sendLate.ts'
import { startService } from '../../support/startService.ts'

const providers = `/subscriptions/${subscriptionId}/providers`

test('what a provider would have to answer is refused once it is unregistered, and answered once it is registered again', async (t) => {
  const azure = await startService(t)
  await azure.givenAFactory()
  const before = await azure.send('GET', factoryUrl)

  const unregistered = await azure.send('POST', `${providers}/microsoft.datafactory/unregister`)

  assert.equal(unregistered.status, 200)
  assert.equal(unregistered.body.registrationState, 'NotRegistered')
  const refused = await azure.send('GET', factoryUrl)
  assert.equal(refused.status, 409)
  assert.equal(refused.body.error.code, 'MissingSubscriptionRegistration')
  await azure.send('POST', `${providers}/Microsoft.DataFactory/register`)
  assert.deepEqual((await azure.send('GET', factoryUrl)).body, before.body, 'what it had there is there')
})

test('what was let in before, and sends its body after, is refused, too', async (t) => {
  const azure = await startService(t)
  const operation = operations.find(({ id }) => id === 'Factories_CreateOrUpdate') ?? assert.fail()
  await givenWhatItNames(azure, operation)

  const status = await sendLate(azure, operation, {
    token: await azure.tokenOf(owner),
    meanwhile: () => azure.send('POST', `${providers}/Microsoft.DataFactory/unregister`),
  })

  assert.equal(status, 409)
})

test('unregistering a provider that is not registered changes nothing', async (t) => {
  const azure = await startService(t)

  for (let time = 0; time < 2; time += 1) {
    const { status, body } = await azure.send('POST', `${providers}/Microsoft.DataFactory/unregister`)
    assert.equal(status, 200)
    assert.equal(body.registrationState, 'NotRegistered')
  }
})

test('Resource Manager’s own providers stay registered', async (t) => {
  const azure = await startService(t)

  const { status, body } = await azure.send('POST', `${providers}/Microsoft.Authorization/unregister`)

  assert.equal(status, 200)
  assert.equal(body.registrationState, 'Registered')
})
