import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { goesOn } from '../../src/arm/conditional.ts'
import { CloudError } from '../../src/core/errors.ts'
import type { Method } from '../../src/operations/operation.ts'
import { headerText } from '../support/arbitraries.ts'
import { dumpStore } from '../support/dumpStore.ts'
import { factoryUrl, nobody, owner, runtimeUrl } from '../support/known.ts'
import { answersIn, exchange } from '../support/rawSocket.ts'
import { selfHosted } from '../support/runtimeKinds.ts'
import { shareService } from '../support/shareService.ts'
import { assertStandardHeaders } from '../support/standardHeaders.ts'

const azure = await shareService({ throttle: 'hourly' })

const etag = '0a1b2c3d-0000-0100-0000-73623bd90000'
const other = '0a1b2c3e-0000-0100-0000-73623bd90000'

type Outcome = 'goes on' | 'not modified' | 'refused'

const outcome = (method: Method, headers: Parameters<typeof goesOn>[0]['headers'], now?: string): Outcome => {
  try {
    return goesOn({ method, headers, etag: now }) ? 'goes on' : 'not modified'
  } catch (error) {
    assert.ok(error instanceof CloudError && error.code === 'PreconditionFailed')
    return 'refused'
  }
}

const naming = [
  '*',
  etag,
  `"${etag}"`,
  `W/"${etag}"`,
  ` "${etag}" `,
  `"${other}", "${etag}"`,
  `${other},${etag}`,
  `"${other}" ,W/"${etag}",`,
  `${other}, *`,
]
const notNaming = [
  '',
  ' ',
  ',',
  '""',
  other,
  `"${other}"`,
  `W/"${other}"`,
  '"*"',
  'W/"*"',
  etag.toUpperCase(),
  `${etag}"`,
]

for (const header of naming) {
  test(`the condition ‘${header}’ names the resource as it is`, () => {
    assert.equal(outcome('PUT', { 'if-match': header }, etag), 'goes on')
    assert.equal(outcome('PUT', { 'if-none-match': header }, etag), 'refused')
    assert.equal(outcome('GET', { 'if-none-match': header }, etag), 'not modified')
  })
}

for (const header of notNaming) {
  test(`the condition ‘${header}’ does not name it`, () => {
    assert.equal(outcome('PUT', { 'if-match': header }, etag), 'refused')
    assert.equal(outcome('GET', { 'if-match': header }, etag), 'refused')
    assert.equal(outcome('PUT', { 'if-none-match': header }, etag), 'goes on')
    assert.equal(outcome('GET', { 'if-none-match': header }, etag), 'goes on')
  })
}

test('what is not there is named by nothing, not even by a star', () => {
  for (const header of [...naming, ...notNaming]) {
    assert.equal(outcome('PUT', { 'if-match': header }), 'refused')
    assert.equal(outcome('PUT', { 'if-none-match': header }), 'goes on')
    assert.equal(outcome('DELETE', { 'if-match': header }), 'refused')
    // The operation itself says that it is not there.
    assert.equal(outcome('GET', { 'if-match': header, 'if-none-match': header }), 'goes on')
    assert.equal(outcome('PATCH', { 'if-match': header }), 'goes on')
  }
})

test('both conditions must be met', () => {
  assert.equal(outcome('PUT', { 'if-match': etag, 'if-none-match': other }, etag), 'goes on')
  assert.equal(outcome('PUT', { 'if-match': etag, 'if-none-match': etag }, etag), 'refused')
  assert.equal(outcome('GET', { 'if-match': etag, 'if-none-match': etag }, etag), 'not modified')
  assert.equal(outcome('GET', { 'if-match': other, 'if-none-match': etag }, etag), 'refused')
})

test('no text but the tag and the star lets a change go on', () => {
  fc.assert(
    fc.property(headerText, (header) => {
      fc.pre(!header.includes(etag) && !header.split(',').some((one) => one.trim() === '*'))
      assert.equal(outcome('DELETE', { 'if-match': header }, etag), 'refused')
    }),
  )
})

const kinds = {
  runtime: {
    url: runtimeUrl,
    put: { properties: { ...selfHosted, description: 'changed' } },
    patch: { autoUpdate: 'Off' },
  },
  factory: { url: factoryUrl, put: { location: 'eastus', tags: { a: 'b' } }, patch: { tags: { c: 'd' } } },
} as const

before(() => azure.givenARuntime())

const tagOf = async (url: string): Promise<string> => {
  const { etag, eTag } = (await azure.send('GET', url)).body
  return etag ?? eTag
}

for (const [kind, { url, put, patch }] of Object.entries(kinds)) {
  test(`a GET of a ${kind} that its caller has already is 304, with nothing in it`, async () => {
    for (const header of [
      '*',
      await tagOf(url),
      (await tagOf(url)).replaceAll('"', ''),
      `W/"x", ${await tagOf(url)}`,
    ]) {
      const { status, headers, body } = await azure.send('GET', url, {
        headers: { 'if-none-match': header, 'accept-encoding': 'gzip' },
      })

      assert.equal(status, 304, header)
      assert.equal(body, '')
      assertStandardHeaders(headers)
      assert.equal(headers.server, 'Kestrel')
      assert.match(String(headers['x-ms-ratelimit-remaining-subscription-reads']), /^\d+$/)
      for (const name of ['content-type', 'content-length', 'content-encoding', 'etag', 'x-ms-failure-cause']) {
        assert.equal(headers[name], undefined, name)
      }
    }
  })

  test(`a GET of a ${kind} that has changed since is 200, and one with a tag that it has not is 412`, async () => {
    const old = await tagOf(url)
    assert.equal((await azure.send('PUT', url, { body: put })).status, 200)

    assert.equal((await azure.send('GET', url, { headers: { 'if-none-match': old } })).status, 200)
    assert.equal((await azure.send('GET', url, { headers: { 'if-match': await tagOf(url) } })).status, 200)
    assert.equal((await azure.send('GET', url, { headers: { 'if-match': old } })).status, 412)
  })

  test(`a change of a ${kind} under a condition that is not met is 412 by the provider, and changes nothing`, async () => {
    const old = await tagOf(url)
    await azure.send('PUT', url, { body: put })
    const conditions = [{ 'if-match': old }, { 'if-none-match': '*' }, { 'if-none-match': await tagOf(url) }]
    const state = await dumpStore(azure.store)

    for (const headers of conditions) {
      for (const [method, body] of [
        ['PUT', put],
        ['PATCH', patch],
        ['DELETE', undefined],
      ] as const) {
        const reply = await azure.send(method, url, { headers, ...(body && { body }) })

        assert.equal(reply.status, 412)
        const [header] = Object.keys(headers)
        assert.deepEqual(reply.body.error, {
          code: 'PreconditionFailed',
          message: `The condition of the ${header === 'if-match' ? 'If-Match' : 'If-None-Match'} header is not met by the resource as it is now. Read it again, and decide anew.`,
          target: null,
          details: null,
        })
        assert.equal(reply.headers.server, 'Kestrel')
        assert.equal(reply.headers['x-ms-failure-cause'], undefined)
        assert.ok(Object.keys(reply.headers).some((name) => name.startsWith('x-ms-ratelimit-remaining-subscription-')))
        assert.equal(await dumpStore(azure.store), state)
      }
    }
  })

  test(`a change of a ${kind} under a condition that is met is done`, async () => {
    const anyTag = { body: put, headers: { 'if-match': '*' } }
    assert.equal((await azure.send('PUT', url, anyTag)).status, 200)
    for (const [method, body] of [
      ['PUT', put],
      ['PATCH', patch],
    ] as const) {
      assert.equal((await azure.send(method, url, { body, headers: { 'if-match': await tagOf(url) } })).status, 200)
    }
    assert.equal((await azure.send('PUT', url, { body: put, headers: { 'if-none-match': '"x"' } })).status, 200)
  })

  test(`of many who replace a ${kind} at once that all have seen alike, just one does`, async () => {
    const seen = await tagOf(url)

    const replies = await Promise.all(
      Array.from({ length: 30 }, () => azure.send('PUT', url, { body: put, headers: { 'if-match': seen } })),
    )

    const done = replies.filter(({ status }) => status === 200)
    assert.equal(done.length, 1)
    assert.equal(replies.filter(({ status }) => status === 412).length, 29)
    assert.equal(done[0]?.body.etag ?? done[0]?.body.eTag, await tagOf(url))
  })

  test(`of many who make a ${kind} at once where none is, just one does`, async () => {
    const fresh = `${url}-${kind}`

    const replies = await Promise.all(
      Array.from({ length: 30 }, () => azure.send('PUT', fresh, { body: put, headers: { 'if-none-match': '*' } })),
    )

    assert.equal(replies.filter(({ status }) => status === 200).length, 1)
    assert.equal(replies.filter(({ status }) => status === 412).length, 29)
  })

  test(`a ${kind} that is not there meets no If-Match; a GET or a PATCH says that it is not there`, async () => {
    const missing = `${url}-missing`
    for (const headers of [{ 'if-match': '*' }, { 'if-match': etag }]) {
      assert.equal((await azure.send('PUT', missing, { body: put, headers })).status, 412)
      assert.equal((await azure.send('DELETE', missing, { headers })).status, 412)
      assert.equal((await azure.send('GET', missing, { headers })).status, 404)
      assert.equal((await azure.send('PATCH', missing, { body: patch, headers })).status, 404)
    }
    const headers = { 'if-none-match': '*' }
    assert.equal((await azure.send('GET', missing, { headers })).status, 404)
    assert.equal((await azure.send('DELETE', missing, { headers })).status, 204)
  })

  test(`who is refused for another reason is told that one, whatever the condition on a ${kind}`, async () => {
    const headers = { 'if-match': etag }
    const token = await azure.tokenOf(nobody)
    const codes = await Promise.all(
      [
        azure.send('PUT', url, { body: put, headers, token: null }),
        azure.send('PUT', url, { body: put, headers, token }),
        azure.send('PUT', url, { body: put, headers, query: '' }),
        azure.send('PUT', url, { body: '{', headers }),
        azure.send('PUT', url, { body: { properties: 1 }, headers }),
        azure.send('PUT', url.replace('/rg/', '/missing/'), { body: put, headers }),
      ].map(async (reply) => (await reply).body.error.code),
    )

    assert.deepEqual(codes, [
      'AuthenticationFailed',
      'AuthorizationFailed',
      'MissingApiVersionParameter',
      'InvalidRequestContent',
      'BadRequest',
      'ResourceGroupNotFound',
    ])
  })
}

test('conditions on a runtime are not conditions on its factory, nor on what is asked of it', async () => {
  const headers = { 'if-match': etag, 'if-none-match': '*' }

  for (const deed of ['listAuthKeys', 'getStatus']) {
    assert.equal((await azure.send('POST', `${runtimeUrl}/${deed}`, { headers })).status, 200)
  }
  assert.equal((await azure.send('GET', `${factoryUrl}/integrationRuntimes`, { headers })).status, 200)
  const factoryTag = await tagOf(factoryUrl)
  assert.equal((await azure.send('GET', runtimeUrl, { headers: { 'if-match': factoryTag } })).status, 412)
})

test('conditions that are sent in several headers are one list', async () => {
  const { port } = new URL(await azure.app.listen({ port: 0, host: '127.0.0.1' }))
  const token = await azure.tokenOf(owner)
  const get = async (...conditions: readonly string[]): Promise<number | undefined> => {
    const lines = [
      `GET ${runtimeUrl}?api-version=2018-06-01 HTTP/1.1`,
      'Host: localhost:8443',
      'Connection: close',
      `Authorization: Bearer ${token}`,
      ...conditions.map((condition) => `If-None-Match: ${condition}`),
    ]
    const [answer] = answersIn(await exchange({ port: Number(port) }, `${lines.join('\r\n')}\r\n\r\n`))
    return answer?.status
  }

  assert.equal(await get('"a"', '"b"'), 200)
  assert.equal(await get('"a"', `"${await tagOf(runtimeUrl)}"`), 304)
  assert.equal(await get(`"${await tagOf(runtimeUrl)}"`, '"b"'), 304)
})
