import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { callNodes, introduction } from '../../support/callNodes.ts'
import { dumpStore } from '../../support/dumpStore.ts'
import { inject } from '../../support/inject.ts'
import { having, rotate, usageOf } from '../../support/keyUsage.ts'
import { origin, runtimeUrl } from '../../support/known.ts'
import { givenNodes, silent } from '../../support/nodes.ts'
import { serverless } from '../../support/runtimeKinds.ts'
import type { Service } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'

const url = `${runtimeUrl}/regenerateAuthKey`

const regenerate = (azure: Service, ifUnused: string | undefined, keyName = 'authKey1') =>
  azure.send('POST', url, {
    body: { keyName },
    ...(ifUnused !== undefined && { headers: { 'x-lazulite-if-unused': ifUnused } }),
  })

test('a key that no node depends on is regenerated, as it is without the header', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure, [await having(azure, 'authKey2')])

  const { status, body } = await regenerate(azure, 'true')

  assert.equal(status, 200)
  assert.deepEqual(Object.keys(body), ['authKey1'])
  assert.deepEqual((await azure.listAuthKeys()).authKey1, body.authKey1)
})

test('a key that nodes depend on is refused with all of them, and nothing changes', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await rotate(azure, 'authKey1', 6)
  const key = await having(azure, 'authKey1')
  await givenNodes(azure, [
    { name: 'Node_1', ...key },
    { name: 'Node_2', ...key, ...silent },
  ])
  await givenNodes(azure, [{ name: 'Other', ...(await having(azure, 'authKey2')) }])
  const before = await dumpStore(azure.store)

  const { status, headers, body } = await regenerate(azure, 'true')

  assert.equal(status, 409)
  assert.equal(headers.server, 'Kestrel', 'the provider says so')
  const target = runtimeUrl.replace('integrationRuntimes', 'integrationruntimes')
  const { reasons } = (await usageOf(azure)).keys[0]
  assert.equal(reasons.length, 2)
  assert.deepEqual(body.error, {
    code: 'AuthKeyInUse',
    message:
      "authKey1 of the integration runtime 'Runtime-1' was not regenerated, because the nodes 'Node_1', 'Node_2' depend " +
      'on its generation 7. Have each of them rekey with the other key, or take it away where it does not come back; ' +
      'or send the request without x-lazulite-if-unused.',
    target,
    details: ['Node_1', 'Node_2'].map((name, index) => ({
      code: 'AuthKeyInUse',
      target: `${target}/nodes/${name}`,
      message: reasons[index],
    })),
  })
  assert.equal(await dumpStore(azure.store), before)
})

test('one node is told of as one', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure, [await having(azure, 'authKey2')])

  const { body } = await regenerate(azure, 'true', 'authKey2')

  assert.match(body.error.message, / because the node 'Node_1' depends on its generation 1\. /)
})

test('without the header, and with one that says false, a key is regenerated whoever depends on it', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()

  for (const ifUnused of [undefined, 'false', 'False', 'FALSE']) {
    await givenNodes(azure, [await having(azure, 'authKey1')])
    const { keys } = await usageOf(azure)
    assert.equal(keys[0].safeToRegenerate, false)
    assert.equal((await regenerate(azure, ifUnused)).status, 200, ifUnused)
  }
})

test('a key is free once its last node has expired, was deleted, or has another key', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const given = async () => {
    await givenNodes(azure, [await having(azure, 'authKey1')])
    assert.equal((await regenerate(azure, 'true')).status, 409)
  }
  const freed = async () => assert.equal((await regenerate(azure, 'True')).status, 200)

  await given()
  await azure.send('DELETE', `${runtimeUrl}/nodes/Node_1`)
  await freed()
  await given()
  await givenNodes(azure, [await having(azure, 'authKey2')])
  await freed()
  await given()
  await regenerate(azure, undefined)
  await freed()
  await given()
  azure.skip(604_900_000)
  await freed()
})

for (const value of ['', ' ', 'yes', '1', 'true, true', 'true,false', 'truе']) {
  test(`the header is refused when it says "${value}", and nothing changes`, async (t) => {
    const azure = await startService(t)
    await azure.givenARuntime()
    const before = await dumpStore(azure.store)

    const { status, body } = await regenerate(azure, value)

    assert.equal(status, 400)
    assert.deepEqual(body.error, {
      code: 'BadRequest',
      message: 'The header x-lazulite-if-unused must be true or false. Nothing has changed.',
      target: null,
      details: null,
    })
    assert.equal(await dumpStore(azure.store), before)
  })
}

test('what is refused without the header is refused with it, in the same words', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const wrong = [await regenerate(azure, undefined, 'authKey3'), await regenerate(azure, 'true', 'authKey3')]
  await azure.send('DELETE', runtimeUrl)
  const missing = [await regenerate(azure, undefined), await regenerate(azure, 'true')]
  await azure.givenARuntime(serverless)
  const managed = [await regenerate(azure, undefined), await regenerate(azure, 'true')]

  for (const [without, withHeader] of [wrong, missing, managed]) {
    assert.ok(without && without.status >= 400)
    assert.deepEqual([withHeader?.status, withHeader?.body], [without.status, without.body])
  }
})

test('no other operation looks at the header', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()

  const reply = await azure.send('POST', `${runtimeUrl}/listAuthKeys`, { headers: { 'x-lazulite-if-unused': 'maybe' } })

  assert.equal(reply.status, 200)
})

test('a page of an allowed origin may send the header', async (t) => {
  const azure = await startService(t)

  const { status, headers } = await inject(azure, {
    method: 'OPTIONS',
    url: `${url}?api-version=2018-06-01`,
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,x-lazulite-if-unused',
    },
  })

  assert.equal(status, 204)
  assert.match(String(headers['access-control-allow-headers']), /\bx-lazulite-if-unused\b/)
})

test('whoever may not regenerate a key learns nothing of its nodes', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure, [await having(azure, 'authKey1')])

  const { status, body } = await azure.send('POST', url, {
    body: { keyName: 'authKey1' },
    headers: { 'x-lazulite-if-unused': 'true' },
    token: await azure.tokenOf({ clientId: 'x', objectId: 'f'.repeat(8) }),
  })

  assert.equal(status, 403)
  assert.doesNotMatch(JSON.stringify(body), /Node_1/)
})

/** Waits for so many turns of the event loop. */
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await setImmediate()
}

for (const how of ['register', 'rekey'] as const) {
  test(`whatever comes first, a node that is to ${how} with a key and its rotation never both succeed`, async (t) => {
    const azure = await startService(t)
    await azure.givenARuntime()
    const outcomes = { rotated: 0, shown: 0 }

    for (let round = 0; round < 200; round += 1) {
      const { authKey1, authKey2 } = await azure.listAuthKeys()
      const body = introduction(authKey2, 'Node-1', azure.now())
      const node = how === 'rekey' ? (await callNodes(azure, 'register', { body })).body : undefined
      const show = async () => {
        await turns(round % 7)
        return how === 'rekey'
          ? callNodes(azure, 'rekey', {
              body: { authKey: authKey1, time: azure.now().toISOString() },
              credential: node.credential,
            })
          : callNodes(azure, 'register', { body: introduction(authKey1, 'Node-1', azure.now()) })
      }
      const rotate = async () => {
        await turns((round * 3) % 11)
        return regenerate(azure, 'true')
      }

      const [shown, rotated] = await Promise.all([show(), rotate()])

      const { keys } = await usageOf(azure)
      const said = JSON.stringify([shown.body, rotated.body.error])
      if (rotated.status === 200) {
        outcomes.rotated += 1
        assert.deepEqual([shown.status, shown.body.error?.code], [401, 'AuthKeySuperseded'], said)
        assert.equal(keys[0].safeToRegenerate, true)
      } else {
        outcomes.shown += 1
        assert.deepEqual([shown.status, rotated.status, rotated.body.error.details.length], [200, 409, 1], said)
        assert.deepEqual(keys[0].nodes.length, 1)
      }
      await azure.send('DELETE', `${runtimeUrl}/nodes/Node-1`)
      // A second for each deed of the round: the nodes of a runtime may do no more.
      azure.skip(2000)
    }

    t.diagnostic(`${outcomes.rotated} times the rotation came first, ${outcomes.shown} times the node`)
    assert.ok(outcomes.rotated > 0 && outcomes.shown > 0, 'both have been tried')
  })
}
