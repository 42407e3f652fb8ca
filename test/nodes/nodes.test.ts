import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shareService } from '../support/shareService.ts'
import { assertErrorHeaders, assertStandardHeaders } from '../support/standardHeaders.ts'
import { assertRefused, givenANode, nodesOn } from './support.ts'

const azure = await shareService()
await azure.givenARuntime()
const { post } = nodesOn(azure)
const { authKey1 } = await azure.listAuthKeys()
const credential = await givenANode(azure)
const paths = ['register', 'heartbeat', 'rekey', 'leave', 'keys/verify']
const withBodies = paths.filter((path) => path !== 'leave')

/** Of a node, or of a program that holds a key. */
const authorizationAt = async (path: string): Promise<Record<string, string>> => {
  const token = await azure.tokenOf({ clientId: 'x', objectId: '33333333-3333-3333-3333-00000000000a' })
  return { authorization: path === 'keys/verify' ? `Bearer ${token}` : `Node ${credential}` }
}

const notJson: Readonly<Record<string, string>> = {
  nothing: '',
  spaces: ' \n',
  'broken JSON': '{"authKey":',
  'JSON with something behind': '{} {}',
  'a list': '[]',
  'a text': '"x"',
  null: 'null',
  'JSON nested too deep': `{"x":${'['.repeat(70)}${']'.repeat(70)}}`,
  'a number that cannot be kept': '{"x":1e999}',
  'half a character': '{"x":"\\ud800"}',
  'a null character': '{"authKey":"\\u0000"}',
}

for (const path of withBodies) {
  for (const [what, body] of Object.entries(notJson)) {
    test(`${path} refuses ${what} in place of an object`, async () => {
      const headers = { 'content-type': 'application/json', ...(await authorizationAt(path)) }

      assertRefused(await post(path, body, headers), {
        status: 400,
        code: 'BadRequest',
        message: /^The request content was invalid and could not be deserialized: '.+'\.$/,
      })
    })
  }

  test(`${path} refuses a body that is not said to be JSON`, async () => {
    const { status, headers, body } = await post(path, '{}', { 'content-type': 'text/plain' })

    assert.equal(status, 415)
    assert.equal(body.error.code, 'UnsupportedMediaType')
    assertErrorHeaders(headers)
  })

  test(`${path} refuses more than 64 KB, and says how much it takes`, async () => {
    const { status, body } = await post(path, { x: 'x'.repeat(64 * 1024) })

    assert.equal(status, 413)
    assert.equal(body.error.message, 'The request content size exceeds the maximum size of 64 KB.')
  })
}

for (const path of paths) {
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'] as const) {
    test(`${method} ${path} is refused with what it takes`, async () => {
      const { status, headers, body } = await azure.send(method, `/nodes/v1/${path}`, { query: '', token: null })

      assert.equal(status, 405)
      assert.equal(headers.allow, 'POST')
      assert.equal(body.error.code, 'MethodNotAllowed')
    })
  }

  test(`${path} answers with the correlation id of the caller, whatever it answers`, async () => {
    const { headers } = await post(path, '{}', { 'x-ms-correlation-request-id': 'mine' })

    assert.equal(headers['x-ms-correlation-request-id'], 'mine')
    assert.match(String(headers['x-ms-request-id']), /^[0-9a-f-]{36}$/)
  })
}

test('there is nothing else below /nodes/v1', async () => {
  const { status, headers } = await post('frobnicate', '{}')

  assert.equal(status, 404)
  assertErrorHeaders(headers)
})

test('a page of another origin is told nothing', async () => {
  const { status, body } = await post('register', { authKey: authKey1 }, { origin: 'https://evil.example' })

  assert.equal(status, 403)
  assert.equal(body.error.code, 'ForeignOrigin')
})

test('an answer has the headers that all answers have', async () => {
  const { headers, status } = await post('keys/verify', { authKey: 'x' }, await authorizationAt('keys/verify'))

  assert.equal(status, 200)
  assertStandardHeaders(headers)
  assert.equal(headers['content-type'], 'application/json; charset=utf-8')
})
