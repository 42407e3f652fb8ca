import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dumpStore } from '../../support/dumpStore.ts'
import { factoryUrl, groupUrl, runtimeUrl, subscriptionId } from '../../support/known.ts'
import { givenALinkedRuntime, linkedUrl } from '../../support/linked.ts'
import { serverless } from '../../support/runtimeKinds.ts'
import type { Service } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'

const secretOf = (key: string): string => key.slice(key.lastIndexOf('@') + 1)

test('regenerating one key replaces it and leaves the other alone', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const before = await azure.listAuthKeys()

  const fresh = await azure.regenerateAuthKey('authKey1')

  assert.deepEqual(Object.keys(fresh), ['authKey1'], 'the regenerated key alone')
  assert.notEqual(fresh.authKey1, before.authKey1)
  assert.deepEqual(await azure.listAuthKeys(), { ...before, ...fresh }, 'what was answered is what was kept')
})

test('a key has the form of the real service, and only its secret changes', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const status = await azure.send('POST', `${runtimeUrl}/getStatus`)
  const { authKey2: before } = await azure.listAuthKeys()

  const { authKey2 } = await azure.regenerateAuthKey('authKey2')

  const uid = status.body.properties.typeProperties.taskQueueId
  const form = `IR@${uid}@Factory-1@ServiceEndpoint=factory-1.eastus.datafactory.azure.net@`
  assert.ok(authKey2.startsWith(form), authKey2)
  assert.ok(before.startsWith(form), before)
  assert.match(secretOf(authKey2), /^[A-Za-z0-9+/]{43}=$/, '32 bytes in base64')
  assert.notEqual(secretOf(authKey2), secretOf(before))
})

test('the key may be named in any letter case, and is answered in its own', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()

  assert.deepEqual(Object.keys(await azure.regenerateAuthKey('AuthKey2')), ['authKey2'])
  assert.deepEqual(Object.keys(await azure.regenerateAuthKey('AUTHKEY1')), ['authKey1'])
})

test('each call makes a new secret', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()

  const keys = [await azure.regenerateAuthKey('authKey1'), await azure.regenerateAuthKey('authKey1')]

  assert.notEqual(keys[0].authKey1, keys[1].authKey1)
})

test('the runtime and its etag stay as they were', async (t) => {
  const azure = await startService(t)
  const before = await azure.givenARuntime()

  await azure.regenerateAuthKey('authKey1')

  assert.deepEqual((await azure.send('GET', runtimeUrl)).body, before)
})

test('many rotations of one key at once are all answered, all differ, and one of them is kept', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const { authKey2 } = await azure.listAuthKeys()

  const fresh = await Promise.all(Array.from({ length: 100 }, () => azure.regenerateAuthKey('authKey1')))

  const keys = new Set(fresh.map(({ authKey1 }) => authKey1))
  const kept = await azure.listAuthKeys()
  assert.equal(keys.size, 100)
  assert.ok(keys.has(kept.authKey1))
  assert.equal(kept.authKey2, authKey2)
})

test('rotations of both keys at once lose neither', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()

  for (let round = 0; round < 20; round += 1) {
    const [one, two] = await Promise.all([azure.regenerateAuthKey('authKey1'), azure.regenerateAuthKey('authKey2')])
    assert.deepEqual(await azure.listAuthKeys(), { ...one, ...two })
  }
})

test('a rotation that is sent after another was answered wins over it, whatever else goes on', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const crowd = Promise.all(Array.from({ length: 50 }, () => azure.regenerateAuthKey('authKey2')))

  for (let round = 0; round < 20; round += 1) {
    await azure.regenerateAuthKey('authKey1')
    const last = await azure.regenerateAuthKey('authKey1')
    assert.equal((await azure.listAuthKeys()).authKey1, last.authKey1)
  }
  await crowd
})

const json = { 'content-type': 'application/json' }
const refusals: Record<string, { body?: object | string; headers?: Record<string, string>; status?: number }> = {
  'a key that Azure does not have': { body: { keyName: 'authKey3' } },
  'no key name': { body: {} },
  'a key name that is null': { body: { keyName: null } },
  'a list with a right name in it': { body: { keyName: ['authKey1'] } },
  'a key name that is a number': { body: { keyName: 1 } },
  'a key name that is an object': { body: { keyName: { toString: 'authKey1' } } },
  'a key name with a Kelvin sign for its k': { body: { keyName: 'auth\u212aey1' } },
  'a key name with spaces': { body: { keyName: ' authKey1' } },
  'a key name in another member': { body: { KeyName: 'authKey1' } },
  'no body at all': { headers: json },
  'an empty body': { body: '', headers: json },
  'a body of spaces': { body: '  \n' },
  'broken JSON': { body: '{"keyName":' },
  'a JSON text': { body: '"authKey1"' },
  'a JSON list': { body: '[{"keyName":"authKey1"}]' },
  'JSON null': { body: 'null' },
  'a number that is too large': { body: '{"keyName":"authKey1","x":1e400}' },
  'too many values': { body: `{"keyName":"authKey1","x":[${'0,'.repeat(20_000)}0]}` },
  'JSON nested too deep': { body: `{"keyName":"authKey1","x":${'['.repeat(5000)}${']'.repeat(5000)}}` },
  'a form': { body: 'keyName=authKey1', headers: { 'content-type': 'application/x-www-form-urlencoded' }, status: 415 },
  'JSON that says it is text': {
    body: '{"keyName":"authKey1"}',
    headers: { 'content-type': 'text/plain' },
    status: 415,
  },
  'JSON that says nothing': { body: '{"keyName":"authKey1"}', headers: { 'content-type': '' }, status: 415 },
}

for (const [what, { status = 400, ...sent }] of Object.entries(refusals)) {
  test(`${what} is refused and changes nothing`, async (t) => {
    const azure = await startService(t)
    await azure.givenARuntime()
    const before = await azure.listAuthKeys()

    const reply = await azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, sent)

    assert.equal(reply.status, status, JSON.stringify(reply.body))
    assert.equal(reply.body.error.code, status === 415 ? 'UnsupportedMediaType' : 'BadRequest')
    const envelope = status === 415 ? ['code', 'message'] : ['code', 'message', 'target', 'details']
    assert.deepEqual(Object.keys(reply.body.error), envelope, 'the envelope of who refuses')
    assert.deepEqual(await azure.listAuthKeys(), before)
  })
}

for (const [what, { url, given }] of Object.entries({
  'a managed runtime': { url: runtimeUrl, given: (azure: Service) => azure.givenARuntime(serverless) },
  'a linked runtime': {
    url: linkedUrl,
    given: async (azure: Service) => {
      await azure.givenARuntime()
      await givenALinkedRuntime(azure)
    },
  },
})) {
  test(`${what} has no keys to list or regenerate, and nothing changes`, async (t) => {
    const azure = await startService(t)
    await given(azure)
    const before = await dumpStore(azure.store)

    for (const deed of ['listAuthKeys', 'regenerateAuthKey']) {
      const reply = await azure.send('POST', `${url}/${deed}`, { body: { keyName: 'authKey1' } })
      assert.equal(reply.status, 400)
      assert.equal(reply.body.error.code, 'BadRequest')
      assert.deepEqual(Object.keys(reply.body.error), ['code', 'message', 'target', 'details'])
    }
    assert.equal(await dumpStore(azure.store), before)
  })
}

test('a runtime that is not there is 404 in the words of the provider', async (t) => {
  const azure = await startService(t)
  await azure.givenAFactory()

  const reply = await azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, { body: { keyName: 'authKey1' } })

  assert.equal(reply.status, 404)
  assert.deepEqual(reply.body.error, {
    code: 'NotFound',
    message: 'The document could not be retrieved because it does not exist.',
    target: runtimeUrl.replace('integrationRuntimes', 'integrationruntimes'),
    details: null,
  })
  assert.equal(reply.headers.server, 'Kestrel')
  assert.equal(reply.headers['x-ms-failure-cause'], undefined)
})

test('a factory that is not there is 404 in the words of the gateway', async (t) => {
  const azure = await startService(t, { throttle: 'hourly' })
  await azure.givenAGroup()

  const reply = await azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, { body: { keyName: 'authKey1' } })

  assert.equal(reply.status, 404)
  assert.deepEqual(reply.body.error, {
    code: 'ResourceNotFound',
    message:
      "The Resource 'Microsoft.DataFactory/factories/Factory-1' under resource group 'rg' was not found. " +
      'For more details please go to https://aka.ms/ARMResourceNotFoundFix',
  })
  assert.equal(reply.headers.server, undefined)
  assert.equal(reply.headers['x-ms-failure-cause'], 'gateway')
  assert.equal(reply.headers['x-ms-ratelimit-remaining-subscription-writes'], undefined)
})

test('a group, and a subscription, that are not there are told apart', async (t) => {
  const azure = await startService(t)
  const codeOf = async (url: string): Promise<string> => (await azure.send('POST', url)).body.error.code

  assert.equal(await codeOf(`${runtimeUrl}/regenerateAuthKey`), 'ResourceGroupNotFound')
  const other = runtimeUrl.replace(subscriptionId, '99999999-9999-9999-9999-999999999999')
  assert.equal(await codeOf(`${other}/regenerateAuthKey`), 'SubscriptionNotFound')
  assert.equal(await codeOf(`${runtimeUrl.replace(subscriptionId, 'mine')}/regenerateAuthKey`), 'InvalidSubscriptionId')
})

test('a deleted runtime takes its keys along, and the next of that name has others', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const before = await azure.listAuthKeys()

  for (const url of [runtimeUrl, factoryUrl, groupUrl]) {
    assert.equal((await azure.send('DELETE', url)).status, url === groupUrl ? 202 : 200)
    await azure.givenARuntime()
    const after = await azure.listAuthKeys()
    assert.notEqual(after.authKey1.split('@')[1], before.authKey1.split('@')[1], 'another runtime, another GUID')
    assert.notEqual(secretOf(after.authKey1), secretOf(before.authKey1))
  }
})
