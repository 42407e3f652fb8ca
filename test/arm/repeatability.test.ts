import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { describe, type TestContext, test } from 'node:test'
import { routes } from '../../src/operations/routes.ts'
import { callOperation, givenWhatItNames } from '../support/callOperation.ts'
import { dumpStore } from '../support/dumpStore.ts'
import { giveRole } from '../support/giveRole.ts'
import { factoryUrl, groupUrl, nobody, owner, runtimeUrl, tenantId, user } from '../support/known.ts'
import { fileOf } from '../support/openTemporaryStore.ts'
import { auditOf, generationsOf, sentOnce } from '../support/repeats.ts'
import { type Service, shareService } from '../support/shareService.ts'
import { type Options, type Reply, startService } from '../support/startService.ts'

const hour = 3_600_000
const windowMs = 24 * hour
const minute = 60_000
const rotateUrl = `${runtimeUrl}/regenerateAuthKey`
const born = { authKey1: 1, authKey2: 1 }

/** A service with one runtime, and how to rotate its first key. */
const start = async (t: TestContext, options: Options = {}) => {
  const azure = await startService(t, options)
  await azure.givenARuntime()
  const rotate = (
    headers: Readonly<Record<string, string>>,
    {
      body = { keyName: 'authKey1' },
      url = rotateUrl,
      ...sent
    }: { body?: object | string; url?: string; token?: string; query?: string } = {},
  ): Promise<Reply> => azure.send('POST', url, { body, headers, ...sent })
  return { azure, rotate }
}

const resultOf = ({ headers }: Reply): unknown => headers['repeatability-result']
const assertRejected = (reply: Reply, status: number, code: string, message = /./): void => {
  assert.deepEqual([reply.status, reply.body.error.code], [status, code], JSON.stringify(reply.body))
  assert.match(reply.body.error.message, message)
}
const keptOf = async ({ store }: Service): Promise<number> => {
  using db = new DatabaseSync(fileOf(store), { readOnly: true })
  return Number(db.prepare('select count(*) as count from repeatable_requests').get()?.count)
}

describe('a request that says what it is known by', () => {
  test('is done once and answered the same each time, to the letter', async (t) => {
    const { azure, rotate } = await start(t)
    const headers = sentOnce()

    const [first, ...others] = [await rotate(headers), await rotate(headers), await rotate(headers)]

    assert.equal(first.status, 200)
    assert.equal(resultOf(first), 'accepted')
    for (const again of others) {
      assert.deepEqual([again.status, again.body, resultOf(again)], [200, first.body, 'accepted'])
      for (const name of ['content-type', 'content-length', 'server']) {
        assert.equal(again.headers[name], first.headers[name], name)
      }
      assert.notEqual(again.headers['x-ms-request-id'], first.headers['x-ms-request-id'], 'another request')
    }
    assert.deepEqual(await generationsOf(azure), { ...born, authKey1: 2 })
    assert.equal((await azure.listAuthKeys()).authKey1, first.body.authKey1)
  })

  test('is done each time where it says nothing, and told nothing of it', async (t) => {
    const { azure, rotate } = await start(t)

    const [first, again] = [await rotate({}), await rotate({})]

    assert.notDeepEqual(first.body, again.body)
    assert.deepEqual([resultOf(first), resultOf(again)], [undefined, undefined])
    assert.deepEqual(await generationsOf(azure), { ...born, authKey1: 3 })
  })

  test('is done once when it comes many times at once', async (t) => {
    const { azure, rotate } = await start(t)
    const headers = sentOnce()

    const replies = await Promise.all(Array.from({ length: 50 }, () => rotate(headers)))

    assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([200]))
    assert.equal(new Set(replies.map(({ body }) => body.authKey1)).size, 1)
    assert.deepEqual(await generationsOf(azure), { ...born, authKey1: 2 })
  })

  test('is the same in whatever letter case its URL and its id are written', async (t) => {
    const { azure, rotate } = await start(t)
    const headers = sentOnce()
    const first = await rotate(headers)
    const spellings = [
      { url: rotateUrl.toUpperCase() },
      { url: `${rotateUrl}/` },
      { url: rotateUrl.replace('Runtime-1', 'Runtime%2D1') },
      { query: 'Api-Version=2018-06-01' },
    ]

    for (const spelling of spellings) {
      const again = await rotate(headers, spelling)
      assert.deepEqual([again.status, again.body], [200, first.body], JSON.stringify(spelling))
    }
    const inUpperCase = { ...headers, 'repeatability-request-id': headers['repeatability-request-id'].toUpperCase() }
    assert.deepEqual((await rotate(inUpperCase)).body, first.body)
    const elseTraced = { 'x-ms-client-request-id': randomUUID(), 'user-agent': 'another', traceparent: '00-0-0-00' }
    assert.deepEqual((await rotate({ ...headers, ...elseTraced })).body, first.body)
    assert.deepEqual(await generationsOf(azure), { ...born, authKey1: 2 })
  })

  test('is refused, and changes nothing, where its id belongs to another request', async (t) => {
    const { azure, rotate } = await start(t)
    const headers = sentOnce()
    await rotate(headers)
    const before = await dumpStore(azure.store)
    const others: Readonly<Record<string, () => Promise<Reply>>> = {
      'a body with another space': () => rotate(headers, { body: '{ "keyName":"authKey1"}' }),
      'another body': () => rotate(headers, { body: { keyName: 'authKey2' } }),
      'another version': () => rotate(headers, { query: 'api-version=2017-09-01-preview' }),
      'another path': () => azure.send('POST', `${runtimeUrl}/syncCredentials`, { headers }),
      'another method': () => azure.send('DELETE', runtimeUrl, { headers }),
      'a condition': () => rotate({ ...headers, 'x-lazulite-if-unused': 'true' }),
      'another first time': () => rotate(sentOnce(headers['repeatability-request-id'], Date.now() - minute)),
    }

    for (const [what, send] of Object.entries(others)) {
      const reply = await send()
      assertRejected(reply, 400, 'RepeatabilityRejected', /belongs to another request/)
      assert.equal(resultOf(reply), 'rejected', what)
      assert.ok(!JSON.stringify(reply.body).includes('IR@'), 'and shows nothing')
    }
    assert.equal(await dumpStore(azure.store), before)
  })

  test('may be sent again after a refusal, which has changed nothing', async (t) => {
    const { azure } = await start(t)
    const headers = sentOnce()
    const make = () => azure.send('PUT', `${groupUrl}-2`, { body: { location: 'eastus' } })
    const deed = () =>
      azure.send('PUT', factoryUrl.replace('/rg/', '/rg-2/').replace('Factory-1', 'Factory-2'), {
        body: { location: 'eastus' },
        headers,
      })

    const refused = await deed()
    await make()
    const [done, again] = [await deed(), await deed()]

    assert.deepEqual([refused.status, resultOf(refused)], [404, 'accepted'])
    assert.deepEqual([done.status, again.status], [200, 200])
    assert.deepEqual(again.body, done.body, 'etag included')
  })

  test('leaves no key in the clear behind', async (t) => {
    const { azure, rotate } = await start(t)

    const { body } = await rotate(sentOnce())

    const [secret = ''] = /[^@]+$/.exec(body.authKey1) ?? []
    assert.equal(secret.length, 44)
    assert.ok(!(await dumpStore(azure.store)).includes(secret))
    assert.equal(await keptOf(azure), 1)
  })
})

describe('what a request may say of itself', () => {
  const date = new Date().toUTCString()
  const id = randomUUID()
  const wrong: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'an id without a date': { 'repeatability-request-id': id },
    'a date without an id': { 'repeatability-first-sent': date },
    'no text for an id': { ...sentOnce(''), 'repeatability-request-id': '' },
    'an id that is no UUID': sentOnce('Rotation-1'),
    'an id in braces': sentOnce(`{${id}}`),
    'an id of 10 KB': sentOnce('0'.repeat(10_240)),
    'an id twice': sentOnce(`${id}, ${id}`),
    'a date twice': { 'repeatability-request-id': id, 'repeatability-first-sent': `${date}, ${date}` },
    ...Object.fromEntries(
      [
        '',
        'Invalid Date',
        '2026-11-20T20:00:00Z',
        'Friday, 20-Nov-26 20:00:00 GMT',
        'Fri Nov 20 20:00:00 2026',
        'Fri, 20 Nov 2026 20:00:00 UTC',
        'Mon, 20 Nov 2026 20:00:00 GMT',
        'Mon, 30 Feb 2026 20:00:00 GMT',
        '1763668800',
      ].map((text) => [`the date '${text}'`, { 'repeatability-request-id': id, 'repeatability-first-sent': text }]),
    ),
  }

  test('is both headers in their form, or it is refused and nothing done', async (t) => {
    const { azure, rotate } = await start(t)
    const before = await dumpStore(azure.store)

    for (const [what, headers] of Object.entries(wrong)) {
      const reply = await rotate(headers)
      assertRejected(reply, 400, 'RepeatabilityRejected', /Repeatability-(Request-ID|First-Sent)/)
      assert.equal(resultOf(reply), 'rejected', what)
    }
    assert.equal(await dumpStore(azure.store), before)
  })

  test('is not looked at where something is only read', async (t) => {
    const { azure } = await start(t)

    for (const headers of [...Object.values(wrong), sentOnce()]) {
      const { status, headers: answered } = await azure.send('GET', runtimeUrl, { headers })
      assert.deepEqual([status, answered['repeatability-result']], [200, undefined])
    }
  })

  test('lets a POST that only reads be read again, as things are then', async (t) => {
    const { azure, rotate } = await start(t)
    const headers = sentOnce()
    const list = (with_ = headers) => azure.send('POST', `${runtimeUrl}/listAuthKeys`, { headers: with_ })

    const first = await list()
    const { body: fresh } = await rotate({})
    const again = await list()

    assert.deepEqual([first.status, resultOf(first)], [200, 'accepted'])
    assert.deepEqual([again.status, resultOf(again)], [200, 'accepted'])
    assert.deepEqual(again.body, { ...first.body, ...fresh })
    assert.equal(await keptOf(azure), 0)
    assert.equal((await list(sentOnce('nonsense'))).status, 400)
  })
})

describe('the window', () => {
  test('has an end: whether an older request was done nobody knows', async (t) => {
    const { azure, rotate } = await start(t)
    const before = await dumpStore(azure.store)

    const reply = await rotate(sentOnce(randomUUID(), Date.now() - windowMs - 2000))

    assertRejected(
      reply,
      412,
      'OutsideRepeatabilityWindow',
      /longer ago than 24 h: whether it was done is no longer known/,
    )
    assert.equal(resultOf(reply), 'rejected')
    assert.equal(await dumpStore(azure.store), before)
    assert.equal((await rotate(sentOnce(randomUUID(), Date.now() - windowMs + minute))).status, 200)
  })

  test('has no place for what is yet to come, but for clocks that differ by five minutes', async (t) => {
    const { rotate } = await start(t)

    const reply = await rotate(sentOnce(randomUUID(), Date.now() + 6 * minute))

    assertRejected(reply, 412, 'OutsideRepeatabilityWindow', /yet to come/)
    assert.equal(resultOf(reply), 'rejected')
    assert.equal((await rotate(sentOnce(randomUUID(), Date.now() + 4 * minute))).status, 200)
  })

  test('is never left by one who can be done twice: it is refused from the moment at which it may be forgotten', async (t) => {
    const { azure, rotate } = await start(t)
    const headers = sentOnce(randomUUID(), Date.now() + 4 * minute)
    const { body } = await rotate(headers)

    const statuses: number[] = []
    for (let hours = 0; hours < 30; hours += 1) {
      const reply = await rotate(headers)
      statuses.push(reply.status)
      if (reply.status === 200) assert.deepEqual(reply.body, body)
      azure.skip(hour)
    }

    assert.deepEqual(new Set(statuses.slice(0, 24)), new Set([200]))
    assert.deepEqual(new Set(statuses.slice(26)), new Set([412]))
    assert.deepEqual(await generationsOf(azure), { ...born, authKey1: 2 })
  })

  test('is kept a little longer than it lasts, for a clock that is set back meanwhile', async (t) => {
    const { azure, rotate } = await start(t)
    const headers = sentOnce()
    const first = await rotate(headers)
    azure.skip(windowMs + minute)
    await rotate(sentOnce(randomUUID(), Date.now() + windowMs), { body: { keyName: 'authKey2' } })

    azure.skip(-2 * minute)
    const again = await rotate(headers)

    assert.deepEqual([again.status, again.body], [200, first.body])
    assert.deepEqual(await generationsOf(azure), { authKey1: 2, authKey2: 2 })
  })

  test('holds as much as comes within it, and what is behind it is forgotten', async (t) => {
    const { azure, rotate } = await start(t)
    const expiresAt = Date.now() + windowMs
    await azure.store.change(async (tx) => {
      for (let count = 0; count < 10_000; count += 1) {
        const answer = { status: 200, body: {}, shown: [] }
        await tx.addRepeatable({
          tenantId,
          objectId: owner.objectId,
          id: randomUUID(),
          request: 'r',
          expiresAt,
          answer,
        })
      }
    })
    await rotate(sentOnce())
    assert.equal(await keptOf(azure), 10_001)

    azure.skip(windowMs + hour)
    await rotate(sentOnce(randomUUID(), Date.now() + windowMs + hour))

    assert.equal(await keptOf(azure), 1)
  })

  test('is as long as the server is told', async (t) => {
    const { rotate } = await start(t, { repeatability: { windowMs: hour, takesClientRequestIds: false } })

    const reply = await rotate(sentOnce(randomUUID(), Date.now() - hour - 2000))

    assertRejected(reply, 412, 'OutsideRepeatabilityWindow', /longer ago than 1 h:/)
  })
})

describe('whoever asks again', () => {
  test('is asked for the role again, and the refusal told in the audit', async (t) => {
    const { azure, rotate } = await start(t)
    const takeAway = await giveRole(azure, { principalId: nobody.objectId, scope: runtimeUrl })
    const token = await azure.tokenOf(nobody)
    const headers = sentOnce()
    assert.equal((await rotate(headers, { token })).status, 200)

    await takeAway()
    const reply = await rotate(headers, { token })

    assertRejected(reply, 403, 'AuthorizationFailed')
    const entry = (await auditOf(azure)).at(-1)
    assert.deepEqual(
      [entry?.outcome, entry?.status, entry?.caller.objectId, entry?.authKeys],
      ['Failed', 403, nobody.objectId, []],
    )
  })

  test('has ids of its own: another learns nothing of them, not even that they are there', async (t) => {
    const { azure, rotate } = await start(t)
    const headers = sentOnce()
    const first = await rotate(headers)
    const token = await azure.tokenOf({ clientId: owner.clientId, objectId: user.objectId })

    const others = await rotate(headers, { token })
    const othersBody = await rotate(headers, { token, body: { keyName: 'authKey1' } })

    assert.deepEqual([others.status, resultOf(others)], [200, 'accepted'])
    assert.notDeepEqual(others.body, first.body, 'a rotation of its own')
    assert.deepEqual(othersBody.body, others.body)
    assert.deepEqual(await generationsOf(azure), { ...born, authKey1: 3 })
  })

  test('has each showing of a key told in the audit, the later ones as repeats', async (t) => {
    const { azure, rotate } = await start(t)
    const headers = sentOnce()
    await rotate(headers)
    await rotate(headers)

    const told = (await auditOf(azure)).filter(({ operationName }) => /regenerateAuthKey/i.test(operationName))

    const [first, again] = told
    assert.equal(told.length, 2)
    assert.deepEqual([first?.isRepeat, again?.isRepeat], [undefined, true])
    assert.deepEqual(again?.authKeys, first?.authKeys)
    assert.partialDeepStrictEqual(again?.authKeys, [{ name: 'authKey1', generation: 2 }])
    assert.notEqual(again?.id, first?.id)
  })

  test('is not shown a key that has been superseded, and it is not rotated again', async (t) => {
    const { azure, rotate } = await start(t)
    const headers = sentOnce()
    const { body } = await rotate(headers)
    await rotate({})

    const reply = await rotate(headers)

    assertRejected(reply, 409, 'RepeatedKeySuperseded', /generation 2 of authKey1: generation 3 has taken its place/)
    assert.equal(resultOf(reply), 'accepted', 'it was done, once')
    assert.ok(!JSON.stringify(reply.body).includes(body.authKey1.split('@').at(-1)))
    assert.deepEqual(await generationsOf(azure), { ...born, authKey1: 3 })
  })

  test('is not shown a key whose runtime has gone, though another has its name', async (t) => {
    const { azure, rotate } = await start(t)
    const headers = sentOnce()
    await rotate(headers)
    await azure.send('DELETE', runtimeUrl)

    const gone = await rotate(headers)
    await azure.givenARuntime()
    const made = await rotate(headers)

    for (const reply of [gone, made]) {
      assertRejected(reply, 409, 'RepeatedKeySuperseded', /generation 2 of authKey1: the integration runtime .* gone/)
    }
    assert.deepEqual(await generationsOf(azure), born)
  })

  test('is told where an answer was tampered with, and gets none', async (t) => {
    const { azure, rotate } = await start(t)
    const headers = sentOnce()
    await rotate(headers)
    const otherHeaders = sentOnce()
    await azure.send('POST', rotateUrl, { body: { keyName: 'authKey2' }, headers: otherHeaders })
    using db = new DatabaseSync(fileOf(azure.store))
    const idOf = (sent: typeof headers) => sent['repeatability-request-id']
    db.prepare(
      'update repeatable_requests set sealed = (select sealed from repeatable_requests where id = ?) where id = ?',
    ).run(idOf(otherHeaders), idOf(headers))

    const reply = await rotate(headers)

    assertRejected(reply, 500, 'StoredSecretBroken', /the answer to the request/)
    assert.equal((await auditOf(azure)).at(-1)?.code, 'StoredSecretBroken')
  })

  test('hears that it was deleted, and not that it is missing', async (t) => {
    const { azure } = await start(t)
    const headers = sentOnce()

    const [first, again] = [
      await azure.send('DELETE', runtimeUrl, { headers }),
      await azure.send('DELETE', runtimeUrl, { headers }),
    ]

    assert.deepEqual([first.status, again.status], [200, 200])
    assert.equal((await azure.send('DELETE', runtimeUrl)).status, 204)
  })

  test('is not held to a condition that the deed itself has ended', async (t) => {
    const { azure } = await start(t)
    const { body: found } = await azure.send('GET', runtimeUrl)
    const headers = { ...sentOnce(), 'if-match': found.etag }
    const change = () =>
      azure.send('PUT', runtimeUrl, { body: { properties: { type: 'SelfHosted', description: 'new' } }, headers })

    const [first, again] = [await change(), await change()]

    assert.deepEqual([first.status, again.status], [200, 200])
    assert.deepEqual(again.body, first.body)
    assert.equal((await azure.send('GET', runtimeUrl)).body.etag, first.body.etag)
  })

  test('is told where to ask after what was begun, as before', async (t) => {
    const { azure } = await start(t, { operationSeconds: 60 })
    const headers = sentOnce()
    const remove = () => azure.send('DELETE', groupUrl, { headers, query: 'api-version=2021-04-01' })

    const first = await remove()
    azure.skip(20_000)
    const again = await remove()

    assert.deepEqual([first.status, again.status], [202, 202])
    assert.equal(again.headers.location, first.headers.location)
    assert.deepEqual([first.headers['retry-after'], again.headers['retry-after']], ['60', '40'])
    const location = new URL(String(first.headers.location))
    const asked = await azure.send('GET', location.pathname, { query: location.search.slice(1) })
    assert.equal(asked.status, 202)
  })
})

describe('every operation that changes something', async () => {
  const azure = await shareService({ operationSeconds: 60 })
  const token = await azure.tokenOf(owner)

  for (const operation of routes.filter(({ effect }) => effect === 'change')) {
    test(`is done once: ${operation.id} at ${operation.path}`, async () => {
      await givenWhatItNames(azure, operation)
      const headers = sentOnce()
      const first = await callOperation(azure, operation, { token, headers })
      const kept = await dumpStore(azure.store)

      const again = await callOperation(azure, operation, { token, headers })

      assert.deepEqual([again.status, again.body], [first.status, first.body])
      assert.deepEqual([resultOf(first), resultOf(again)], ['accepted', 'accepted'])
      for (const name of ['location', 'azure-asyncoperation']) {
        assert.equal(again.headers[name], first.headers[name], name)
      }
      assert.equal(await dumpStore(azure.store), kept)
    })
  }
})

describe('the id that a client gives its requests', () => {
  const taken: Options = { repeatability: { windowMs, takesClientRequestIds: true } }
  const from = (id: string) => ({ 'x-ms-client-request-id': id })

  test('is no promise of anything unless the server is told to take it', async (t) => {
    const { azure, rotate } = await start(t)
    const id = randomUUID()

    const [first, again] = [await rotate(from(id)), await rotate(from(id))]

    assert.notDeepEqual(again.body, first.body)
    assert.equal(resultOf(first), undefined)
    assert.deepEqual(await generationsOf(azure), { ...born, authKey1: 3 })
  })

  test('has a request done once where the server is told so', async (t) => {
    const { azure, rotate } = await start(t, taken)
    const id = randomUUID()

    const [first, again] = [await rotate(from(id)), await rotate(from(id.toUpperCase()))]

    assert.deepEqual(again.body, first.body)
    assert.deepEqual([resultOf(first), resultOf(again)], ['accepted', 'accepted'])
    assert.deepEqual(await generationsOf(azure), { ...born, authKey1: 2 })
  })

  test('stands for one request only together with it: az has one for all those of a command', async (t) => {
    const { azure, rotate } = await start(t, taken)
    const headers = from(randomUUID())

    const one = await rotate(headers)
    const two = await rotate(headers, { body: { keyName: 'authKey2' } })
    const deleted = await azure.send('DELETE', `${factoryUrl}/integrationRuntimes/Other`, { headers })
    const oneAgain = await rotate(headers)

    assert.deepEqual([one.status, two.status, deleted.status], [200, 200, 204])
    assert.deepEqual(oneAgain.body, one.body)
    assert.deepEqual(await generationsOf(azure), { authKey1: 2, authKey2: 2 })
  })

  test('counts for nothing where it is no UUID: a word may be everybody’s, and always the same', async (t) => {
    const { azure, rotate } = await start(t, taken)

    for (const id of ['rotate', '', `${randomUUID()}, ${randomUUID()}`]) {
      const [first, again] = [await rotate(from(id)), await rotate(from(id))]
      assert.notDeepEqual(again.body, first.body, id)
      assert.deepEqual([first.status, resultOf(first)], [200, undefined])
    }
    assert.deepEqual(await generationsOf(azure), { ...born, authKey1: 7 })
  })

  test('is free again once the window is over', async (t) => {
    const { azure, rotate } = await start(t, taken)
    const headers = from(randomUUID())
    const first = await rotate(headers)

    azure.skip(windowMs - minute)
    const within = await rotate(headers)
    azure.skip(2 * minute)
    const later = await rotate(headers)

    assert.deepEqual(within.body, first.body)
    assert.equal(later.status, 200)
    assert.notDeepEqual(later.body, first.body)
  })

  test('gives way to a Repeatability-Request-ID', async (t) => {
    const { azure, rotate } = await start(t, taken)
    const client = from(randomUUID())

    const first = await rotate({ ...client, ...sentOnce() })
    const other = await rotate({ ...client, ...sentOnce() })

    assert.notDeepEqual(other.body, first.body)
    assert.deepEqual(await generationsOf(azure), { ...born, authKey1: 3 })
    assertRejected(await rotate({ ...client, ...sentOnce('nonsense') }), 400, 'RepeatabilityRejected')
  })

  test('keeps nothing of what only reads', async (t) => {
    const { azure } = await start(t, taken)

    const { status, headers } = await azure.send('POST', `${runtimeUrl}/listAuthKeys`, { headers: from(randomUUID()) })

    assert.deepEqual([status, headers['repeatability-result']], [200, undefined])
    assert.equal(await keptOf(azure), 0)
  })
})

test('a page may have its request done once, and read whether it was', async (t) => {
  const { azure, rotate } = await start(t)
  const page = { origin: 'http://localhost:8080' }
  const wanted = Object.keys(sentOnce()).join(', ')

  const asked = { ...page, 'access-control-request-method': 'POST', 'access-control-request-headers': wanted }
  const permission = await azure.send('OPTIONS', rotateUrl, { headers: asked, token: null })
  const { headers } = await rotate({ ...sentOnce(), ...page })

  assert.equal(permission.headers['access-control-allow-headers'], wanted)
  assert.equal(headers['repeatability-result'], 'accepted')
  assert.match(String(headers['access-control-expose-headers']), /repeatability-result/)
})
