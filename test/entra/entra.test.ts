import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CloudError } from '../../src/core/errors.ts'
import { StoreError } from '../../src/core/store.ts'
import { openTemporaryStore } from '../support/openTemporaryStore.ts'
import { assertRefused, goodForm, instant, startTokenService, tenantId, without } from './support.ts'

const tokenUrl = `/${tenantId}/oauth2/v2.0/token`
const formType = 'application/x-www-form-urlencoded'
const requestId = 'c0ffee00-0000-4000-8000-000000000001'
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

test('an error has the members of Entra’s own, in their order, with ids that can be looked up', async (t) => {
  const entra = await startTokenService(t)

  const { body, headers } = await entra.postToken({}, { headers: { 'client-request-id': requestId } })

  assert.deepEqual(Object.keys(body), [
    'error',
    'error_description',
    'error_codes',
    'timestamp',
    'trace_id',
    'correlation_id',
    'error_uri',
  ])
  assert.equal(body.timestamp, instant.toISOString().replace('T', ' ').replace('.678', ''))
  assert.match(body.trace_id, guid)
  assert.equal(body.trace_id, headers['x-ms-request-id'])
  assert.equal(body.correlation_id, requestId)
  assert.equal(body.error_uri, 'https://login.microsoftonline.com/error?code=900144')
  assert.equal(
    body.error_description,
    "AADSTS900144: The request body must contain the following parameter: 'grant_type'. " +
      `Trace ID: ${body.trace_id} Correlation ID: ${requestId} Timestamp: ${body.timestamp}`,
  )
})

test('every answer forbids to keep it, and has an id of its own', async (t) => {
  const entra = await startTokenService(t)

  const replies = [
    await entra.postToken(goodForm),
    await entra.postToken({}),
    await entra.get('/common/discovery/keys'),
  ]

  for (const { headers } of replies) {
    assert.equal(headers['cache-control'], 'no-store, no-cache')
    assert.equal(headers.pragma, 'no-cache')
    assert.equal(headers.expires, '-1')
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['content-type'], 'application/json; charset=utf-8')
    assert.equal(headers['client-request-id'], undefined)
  }
  assert.equal(new Set(replies.map(({ headers }) => headers['x-ms-request-id'])).size, 3)
})

test('the caller’s own id comes back when it asks for that, and only if it is one', async (t) => {
  const entra = await startTokenService(t)
  const echoed = async (headers: Record<string, string>, query = '') =>
    (await entra.postToken(goodForm, { url: tokenUrl + query, headers })).headers['client-request-id']

  assert.equal(await echoed({ 'client-request-id': requestId, 'return-client-request-id': 'true' }), requestId)
  assert.equal(await echoed({ 'return-client-request-id': 'true' }, `?client-request-id=${requestId}`), requestId)
  assert.equal(await echoed({ 'client-request-id': requestId, 'return-client-request-id': 'false' }), undefined)
  assert.equal(await echoed({ 'client-request-id': 'not a guid', 'return-client-request-id': 'true' }), undefined)
})

for (const [what, contentType, payload] of [
  ['JSON', 'application/json', JSON.stringify(goodForm)],
  ['plain text', 'text/plain', new URLSearchParams(goodForm).toString()],
  ['a type that is not one', '???', new URLSearchParams(goodForm).toString()],
  ['a type that only begins like that of a form', `${formType}2`, new URLSearchParams(goodForm).toString()],
  ['nothing', undefined, undefined],
  ['an empty form', formType, ''],
] as const) {
  test(`a body of ${what} is one without parameters`, async (t) => {
    const entra = await startTokenService(t)

    const reply = await entra.send({
      method: 'POST',
      url: tokenUrl,
      headers: contentType ? { 'content-type': contentType } : {},
      ...(payload !== undefined && { payload: Buffer.from(payload) }),
    })

    const text = "The request body must contain the following parameter: 'grant_type'."
    assertRefused(reply, { status: 400, error: 'invalid_request', code: 900144, text })
  })
}

for (const [what, headers] of [
  ['no type at all', {}],
  ['the type of a form, with a character set', { 'content-type': `${formType}; charset=utf-8` }],
  ['the type of a form, in capitals', { 'content-type': formType.toUpperCase() }],
] as const) {
  test(`a body of ${what} is read as a form`, async (t) => {
    const entra = await startTokenService(t)

    const payload = Buffer.from(new URLSearchParams(goodForm).toString())
    const reply = await entra.send({ method: 'POST', url: tokenUrl, headers, payload })

    assert.equal(reply.status, 200)
  })
}

test('a parameter that comes twice is refused, however it is written', async (t) => {
  const entra = await startTokenService(t)
  const good = new URLSearchParams(goodForm).toString()

  for (const twice of [`${good}&scope=x`, `${good}&s%63ope=`, `scope&${good}`]) {
    const headers = { 'content-type': formType }
    const reply = await entra.send({ method: 'POST', url: tokenUrl, headers, payload: twice })

    const text = "The request is not properly formatted. The parameter 'scope' is duplicated."
    assertRefused(reply, { status: 400, error: 'invalid_request', code: 9000411, text })
  }
})

test('a body of more than 64 KiB is refused', async (t) => {
  const entra = await startTokenService(t)

  const fits = await entra.postToken({ ...goodForm, padding: 'x'.repeat(65_000) })
  const tooLarge = await entra.postToken({ ...goodForm, padding: 'x'.repeat(65_536) })

  assert.equal(fits.status, 200)
  assertRefused(tooLarge, { status: 413, error: 'invalid_request', code: 9002313, text: /too large/ })
})

for (const [method, url, allowed] of [
  ['GET', tokenUrl, 'POST'],
  ['HEAD', tokenUrl, 'POST'],
  ['PUT', `/${tenantId}/oauth2/token`, 'POST'],
  ['POST', `/${tenantId}/v2.0/.well-known/openid-configuration`, 'GET'],
  ['DELETE', '/common/discovery/instance', 'GET'],
] as const) {
  test(`${method} ${url} is refused with the method that is right`, async (t) => {
    const entra = await startTokenService(t)

    const reply = await entra.send({ method, url, headers: { 'content-type': 'application/json' } })

    assert.deepEqual([reply.status, reply.headers.allow], [405, allowed])
    if (method === 'HEAD') return
    const text = `The endpoint only accepts ${allowed} requests. Received a ${method} request.`
    assertRefused(reply, { status: 405, error: 'invalid_request', code: 900561, text })
  })
}

test('HEAD is answered where GET is', async (t) => {
  const entra = await startTokenService(t)

  const { status, body } = await entra.send({ method: 'HEAD', url: '/common/discovery/keys' })

  assert.deepEqual([status, body], [200, undefined])
})

test('a host that is not the server’s own gets no token', async (t) => {
  const entra = await startTokenService(t)

  const reply = await entra.postToken(goodForm, { headers: { host: 'evil.test' } })

  assertRefused(reply, {
    status: 421,
    error: 'invalid_request',
    code: 9002313,
    text: /does not answer for the host 'evil.test'/,
  })
})

test('what is refused before the token service is still answered in its words', async (t) => {
  const entra = await startTokenService(t)
  entra.app.addHook('onRequest', async ({ headers }) => {
    if (headers.origin) throw new CloudError('ForeignOrigin', 'This page may not call.')
  })

  const reply = await entra.postToken(goodForm, { headers: { origin: 'https://evil.test' } })

  const text = 'Invalid request. This page may not call.'
  assertRefused(reply, { status: 403, error: 'invalid_request', code: 9002313, text })
  assert.equal(reply.headers['cache-control'], 'no-store, no-cache')
})

test('a server that is not ready passes by too, whoever says so', async (t) => {
  const entra = await startTokenService(t)
  entra.app.addHook('onRequest', async () => {
    throw new CloudError('ServiceUnavailable', 'Shutting down.')
  })

  const reply = await entra.postToken(goodForm)

  assert.deepEqual(
    [reply.status, reply.body.error, reply.headers['retry-after']],
    [503, 'temporarily_unavailable', '5'],
  )
})

test('a database that fails is a passing failure, which clients try again', async (t) => {
  const broken = { read: () => Promise.reject(new StoreError('disk I/O error in /secret/path')) }
  const entra = await startTokenService(t, ({ store }) => ({ store: { ...store, ...broken } }))

  const reply = await entra.postToken(goodForm)

  const text = 'A transient error has occurred. Please try again.'
  assertRefused(reply, { status: 503, error: 'temporarily_unavailable', code: 90033, text })
  assert.equal(reply.headers['retry-after'], '5')
})

test('a failure that nobody foresaw shows nothing of what is inside', async (t) => {
  const store = await openTemporaryStore(t)
  const broken = { read: () => Promise.reject(new TypeError('cannot read /secret/path')) }
  const entra = await startTokenService(t, () => ({ store: { ...store, ...broken } }))

  const reply = await entra.postToken(goodForm)

  assertRefused(reply, { status: 500, error: 'server_error', code: 50000, text: 'There was an error issuing a token.' })
  assert.ok(!JSON.stringify(reply.body).includes('secret'))
})

test('other paths are left to others', async (t) => {
  const entra = await startTokenService(t)
  entra.app.get('/subscriptions/:id', async () => ({ by: 'arm' }))

  assert.deepEqual((await entra.get('/subscriptions/1')).body, { by: 'arm' })
  for (const url of [
    '/',
    '/common',
    `/${tenantId}/oauth2`,
    `/${tenantId}/oauth2/v2.0/devicecodes`,
    '/a/b/discovery/keys',
  ]) {
    assert.equal((await entra.get(url)).body.statusCode, 404, url)
  }
})

test('no form, however odd, gets a token or breaks anything unless it holds the right secret', async (t) => {
  const entra = await startTokenService(t)
  const names = fc.constantFrom('grant_type', 'client_id', 'scope', 'resource', 'client_assertion', '__proto__', 'x')
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('client_credentials', goodForm.client_id ?? '', 'a/.default'),
  )
  const forms = fc.array(fc.tuple(names, text), { maxLength: 6 })
  const tails = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('%', '%zz', '&&==', '\u0000'))

  await fc.assert(
    fc.asyncProperty(forms, tails, async (form, tail) => {
      const payload = `${new URLSearchParams(form)}&client_secret=&${tail}`
      const { status, body } = await entra.send({
        method: 'POST',
        url: tokenUrl,
        headers: { 'content-type': formType },
        payload,
      })
      assert.ok(status >= 400 && status < 500, String(status))
      assert.deepEqual(Object.keys(without(body, 'error')).includes('access_token'), false)
    }),
    { numRuns: 200 },
  )
})
