import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import Fastify from 'fastify'
import { errorReply } from '../../src/arm/errorReply.ts'
import { CloudError } from '../../src/core/errors.ts'
import { StoreError } from '../../src/core/store.ts'
import { assertErrorHeaders, assertStandardHeaders } from '../support/standardHeaders.ts'

const effects = { now: () => new Date(), randomBytes, newId: randomUUID, operationMs: 0 }

/** What is answered where that is thrown. */
const replyTo = async (t: TestContext, thrown: unknown) => {
  const app = Fastify({ genReqId: () => randomUUID() })
  t.after(() => app.close())
  app.setErrorHandler(errorReply(effects))
  app.get('/', async (_request, reply) => {
    reply.header('x-ms-ratelimit-remaining-subscription-reads', '1')
    throw thrown
  })
  const { statusCode: status, headers, body } = await app.inject('/')
  return { status, headers, body }
}

test('a database that fails is a passing failure, which every client tries again', async (t) => {
  const { status, headers, body } = await replyTo(t, new StoreError('the disk /secret/place is full'))

  assert.equal(status, 503)
  assert.equal(headers['retry-after'], '1')
  assert.equal(JSON.parse(body).error.code, 'ServiceUnavailable')
  assert.ok(!body.includes('secret'), body)
  assertErrorHeaders(headers)
})

for (const thrown of [
  new Error('the secret is 42'),
  Object.assign(new Error('the secret is 42'), { statusCode: 200 }),
  Object.assign(new Error('the secret is 42'), { statusCode: 418 }),
  'the secret is 42',
  { secret: 42 },
]) {
  test(`a failure that nobody foresaw (${JSON.stringify(thrown)}) shows nothing of what is inside`, async (t) => {
    const { status, headers, body } = await replyTo(t, thrown)

    assert.ok(status === 500 || status === 400, String(status))
    assert.ok(!body.includes('42'), body)
    assert.deepEqual(Object.keys(JSON.parse(body).error), ['code', 'message'])
    assertErrorHeaders(headers)
  })
}

test('the cause of a refusal stays in the log', async (t) => {
  const { body } = await replyTo(t, new CloudError('BadRequest', 'No.', { cause: new Error('inside') }))

  assert.equal(body, '{"error":{"code":"BadRequest","message":"No.","target":null,"details":null}}')
})

test('the gateway writes two members, or three with details; what the details are about stands in them', async (t) => {
  const detail = new CloudError('MissingSubscriptionRegistration', 'No.', { target: 'Microsoft.DataFactory' })
  const plain = await replyTo(t, new CloudError('ResourceNotFound', 'No.', { target: 'not told' }))
  const detailed = await replyTo(t, new CloudError('MissingSubscriptionRegistration', 'No.', { details: [detail] }))

  assert.equal(plain.body, '{"error":{"code":"ResourceNotFound","message":"No."}}')
  assert.equal(
    detailed.body,
    '{"error":{"code":"MissingSubscriptionRegistration","message":"No.","details":' +
      '[{"code":"MissingSubscriptionRegistration","target":"Microsoft.DataFactory","message":"No."}]}}',
  )
})

test('what a provider refuses has used up quota, and tells what is left; what the gateway refuses does not', async (t) => {
  const provider = await replyTo(t, new CloudError('NotFound', 'No.'))
  const gateway = await replyTo(t, new CloudError('ResourceNotFound', 'No.'))

  assert.equal(provider.headers['x-ms-ratelimit-remaining-subscription-reads'], '1')
  assert.equal(provider.headers.server, 'Kestrel')
  assertStandardHeaders(provider.headers)
  assert.equal(gateway.headers['x-ms-ratelimit-remaining-subscription-reads'], undefined)
  assertErrorHeaders(gateway.headers)
})
