import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shareService } from '../support/shareService.ts'

const azure = await shareService()
const send = (method: 'GET' | 'HEAD' | 'POST' | 'PUT') => azure.send(method, '/sign-in.css', { token: null, query: '' })

test('the style sheet of the pages is there for GET and HEAD', async () => {
  const got = await send('GET')
  const head = await send('HEAD')

  assert.deepEqual([got.status, got.headers['content-type']], [200, 'text/css; charset=utf-8'])
  assert.equal(head.status, 200)
  assert.equal(head.headers['content-length'], got.headers['content-length'])
})

test('each other method is refused with the one that is right', async () => {
  for (const method of ['POST', 'PUT'] as const) {
    const { status, headers, body } = await send(method)

    assert.deepEqual([status, headers.allow, body.error_codes], [405, 'GET', [900561]])
  }
})
