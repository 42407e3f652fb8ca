import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apiReferenceClientId } from '../../src/entra/clients/clientOfEveryTenant.ts'
import { openApi } from '../../src/openApi/openApi.ts'
import { origin } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'

const azure = await shareService()
const get = (path: string, headers: Record<string, string> = {}) =>
  azure.send('GET', path, { token: null, query: '', headers })

const contentTypes: Readonly<Record<string, string>> = {
  '/docs': 'text/html; charset=utf-8',
  '/docs/dressAsPreferred.js': 'text/javascript; charset=utf-8',
  '/docs/findOperations.js': 'text/javascript; charset=utf-8',
  '/docs/icon.svg': 'image/svg+xml',
  '/docs/modalDialog.js': 'text/javascript; charset=utf-8',
  '/docs/oauth2-redirect.html': 'text/html; charset=utf-8',
  '/docs/oauth2-redirect.js': 'text/javascript; charset=utf-8',
  '/docs/openapi.json': 'application/json; charset=utf-8',
  '/docs/page.css': 'text/css; charset=utf-8',
  '/docs/page.js': 'text/javascript; charset=utf-8',
  '/docs/sendAsTyped.js': 'text/javascript; charset=utf-8',
  '/docs/swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  '/docs/swagger-ui.css': 'text/css; charset=utf-8',
}

for (const [path, contentType] of Object.entries(contentTypes)) {
  test(`${path} is there for anybody, and lets nothing of others run`, async () => {
    const { status, headers } = await get(path)

    assert.equal(status, 200)
    assert.equal(headers['content-type'], contentType)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['referrer-policy'], 'no-referrer')
    assert.equal(
      headers['content-security-policy'],
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
  })

  test(`${path} keeps the window that opened it`, async () => {
    const { headers } = await get(path)

    assert.equal(headers['cross-origin-opener-policy'], undefined)
  })
}

test('the page asks for nothing that is not served with it, and has no script or style within', async () => {
  for (const path of ['/docs', '/docs/oauth2-redirect.html']) {
    const { body } = await get(path)
    const asked = [...String(body).matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, to = '']) => new URL(to, `${origin}/docs/`),
    )

    assert.ok(asked.length > 0)
    for (const url of asked) assert.ok(url.origin === origin && contentTypes[url.pathname], url.href)
    assert.doesNotMatch(body, /<script(?![^>]* src=)|<style|style=|javascript:/)
  }
})

test('the page is the same with a slash behind its address, and in another letter case', async () => {
  const page = await get('/docs')

  assert.match(page.body, /<title>API reference – Lazulite<\/title>/)
  assert.equal((await get('/docs/')).body, page.body)
  assert.equal((await get('/Docs')).body, page.body)
})

test('the document is about the server under the name that it is asked by', async () => {
  const plain = 'http://localhost:8080'

  assert.deepEqual(
    (await get('/docs/openapi.json')).body,
    JSON.parse(JSON.stringify(openApi({ origin, ownIssuer: true }))),
  )
  const { body } = await get('/docs/openapi.json', { host: new URL(plain).host })
  assert.deepEqual(body.servers, [{ url: plain }])
  assert.equal(
    body.components.securitySchemes.azure_auth.flows.implicit.authorizationUrl,
    `${plain}/common/oauth2/authorize`,
  )
})

test('a foreign name gets neither page nor document', async () => {
  for (const path of ['/docs', '/docs/openapi.json']) {
    assert.equal((await get(path, { host: 'pears.example' })).status, 421)
  }
})

test('the page signs in as the application that every tenant knows', async () => {
  const { body } = await get('/docs/page.js')

  assert.ok(body.includes(`clientId: '${apiReferenceClientId}'`))
})

test('whoever takes gzip gets a fraction of the bundle', async () => {
  const { headers, rawPayload } = await azure.app.inject({
    url: '/docs/swagger-ui-bundle.js',
    headers: { host: new URL(origin).host, 'accept-encoding': 'gzip' },
  })

  assert.equal(headers['content-encoding'], 'gzip')
  assert.ok(rawPayload.length < 600_000, String(rawPayload.length))
})

test('each other method is refused with those that are right', async () => {
  for (const path of Object.keys(contentTypes)) {
    for (const method of ['DELETE', 'PATCH', 'POST', 'PUT'] as const) {
      const { status, headers, body } = await azure.send(method, path, { token: null, query: '' })

      assert.deepEqual([status, headers.allow], [405, 'GET, HEAD'])
      assert.equal(body.error.code, 'MethodNotAllowed')
    }
  }
})

test('HEAD answers as GET does, without the body', async () => {
  for (const path of Object.keys(contentTypes)) {
    const head = await azure.send('HEAD', path, { token: null, query: '' })

    assert.equal(head.status, 200)
    assert.equal(head.body, '')
    assert.equal(head.headers['content-length'], (await get(path)).headers['content-length'])
  }
})
