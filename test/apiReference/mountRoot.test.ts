import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shareService } from '../support/shareService.ts'
import { assertErrorHeaders } from '../support/standardHeaders.ts'

const azure = await shareService()
const html = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'

const root = (method: 'GET' | 'HEAD' | 'POST', accept?: string) =>
  azure.send(method, '/', { token: null, query: '', headers: accept === undefined ? {} : { accept } })

test('a browser that opens the server itself is sent to the API reference', async () => {
  const { status, headers } = await root('GET', html)

  assert.equal(status, 302)
  assert.equal(headers.location, '/docs')
})

test('a foreign name leads nowhere', async () => {
  const { status } = await azure.send('GET', '/', {
    token: null,
    query: '',
    headers: { accept: html, host: 'a.example' },
  })

  assert.equal(status, 421)
})

for (const accept of [undefined, '*/*', 'application/json']) {
  test(`a program that sends ${accept ?? 'nothing'} as Accept is refused as at any path that leads nowhere`, async () => {
    const { status, headers, body } = await root('GET', accept)

    assert.equal(status, 404)
    assert.equal(body.error.code, 'MissingSubscription')
    assertErrorHeaders(headers)
    assert.equal(headers['content-security-policy'], undefined)
  })
}

test('only GET is sent on', async () => {
  for (const method of ['HEAD', 'POST'] as const) assert.equal((await root(method, html)).status, 404)
})
