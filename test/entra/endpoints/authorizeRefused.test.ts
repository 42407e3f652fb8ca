import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertShown, authorizeUrl, broughtBack } from '../../support/authorizeRequests.ts'
import { inject } from '../../support/inject.ts'
import { tenantId } from '../../support/known.ts'
import { challengeOf, startSignIns, verifier } from '../../support/signIns.ts'
import { ann, daemonApp, foreignApp, installedApp, pageApp, webApp } from '../../support/signInWorld.ts'
import { otherTenantId } from '../../support/twoTenants.ts'
import { unknownId } from '../support.ts'

describe('where nobody knows whom else to tell, the person is told, and the browser stays', () => {
  for (const [what, url, code] of [
    ['no client', authorizeUrl({ client_id: undefined }), 900144],
    ['an unknown client', authorizeUrl({ client_id: unknownId }), 700016],
    ['a client of another tenant', authorizeUrl({ client_id: foreignApp.clientId }), 700016],
    ['an unknown tenant', authorizeUrl({}, `/${unknownId}/oauth2/v2.0/authorize`), 90002],
    ['no tenant at all', authorizeUrl({}, '/consumers/oauth2/v2.0/authorize'), 900023],
    ['no redirect URI', authorizeUrl({ redirect_uri: undefined }), 900144],
    ['several to choose from', authorizeUrl({ redirect_uri: undefined }, `/${tenantId}/oauth2/authorize`), 900144],
    ['a client without any', authorizeUrl({ client_id: daemonApp.clientId }), 500113],
    ['a parameter twice', `${authorizeUrl()}&redirect_uri=${encodeURIComponent(webApp.redirectUri)}`, 9000411],
  ] as const) {
    test(what, async (t) => {
      const service = await startSignIns(t)
      const browser = await service.givenASession()

      assertShown(await browser.open(url), 400, code)
    })
  }
})

describe('nobody is sent to a redirect URI that is not registered, with a session or without one', () => {
  for (const [clientId, uri] of [
    [undefined, 'https://evil.example/'],
    [undefined, `${webApp.redirectUri}/`],
    [undefined, `${webApp.redirectUri}/more`],
    [undefined, `${webApp.redirectUri}more`],
    [undefined, `${webApp.redirectUri}?more`],
    [undefined, 'https://app.example/'],
    [undefined, 'https://app.example/CALLBACK'],
    [undefined, 'https://app.example/x/../callback'],
    [undefined, 'https://app.example/callback/../evil'],
    [undefined, 'https://app.example/callback/..;/evil'],
    [undefined, 'https://app.example/%63allback'],
    [undefined, 'https://app.example:8443/callback'],
    [undefined, 'http://app.example/callback'],
    [undefined, 'https://evil.example/callback'],
    [undefined, 'https://app.example@evil.example/callback'],
    [undefined, 'https://app.example.evil.example/callback'],
    [undefined, 'https://evil.example\\@app.example/callback'],
    [undefined, 'https://app.example\\callback'],
    [undefined, '//app.example/callback'],
    [undefined, 'javascript:alert(1)//app.example/callback'],
    [undefined, ` ${webApp.redirectUri}`],
    [undefined, `${webApp.redirectUri}\r\nset-cookie: a=b`],
    [undefined, `${webApp.redirectUri}#`],
    [installedApp.clientId, 'http://localhost@evil.example/'],
    [installedApp.clientId, 'http://localhost.evil.example/'],
    [installedApp.clientId, 'http://localhost:80@evil.example/'],
    [installedApp.clientId, 'http://localhost:49152/elsewhere'],
    [installedApp.clientId, 'https://localhost:49152/'],
    [installedApp.clientId, 'http://127.0.0.1:49152'],
    [installedApp.clientId, 'http://localhost:49152\r\n'],
    [installedApp.clientId, 'http:\\\\localhost:49152'],
    [installedApp.clientId, 'com.example.app://elsewhere'],
    [pageApp.clientId, 'http://localhost:49152'],
    [pageApp.clientId, 'https://page.example'],
  ] as const) {
    test(JSON.stringify(uri), async (t) => {
      const service = await startSignIns(t)
      const url = authorizeUrl({ redirect_uri: uri, ...(clientId && { client_id: clientId }) })

      assertShown(await service.browser.open(url), 400, 50011)
      assertShown(await (await service.givenASession()).open(url), 400, 50011)
      assertShown(await service.browser.open(`${url}&prompt=none`), 400, 50011)
    })
  }
})

describe('whatever is wrong beyond that, the client is told, before anybody is asked for a password', () => {
  const long = 'x'.repeat(129)
  const pkce = { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' }
  const ofPage = { client_id: pageApp.clientId, redirect_uri: pageApp.redirectUri }
  for (const [what, changes, error, code] of [
    ['no response type', { response_type: undefined }, 'invalid_request', 900144],
    ['an unknown response type', { response_type: 'ticket' }, 'unsupported_response_type', 70005],
    ['a response type that Entra does not have', { response_type: 'code token' }, 'unsupported_response_type', 70005],
    ['a word twice', { response_type: 'code code' }, 'unsupported_response_type', 70005],
    ['an unknown mode', { response_mode: 'pigeon' }, 'invalid_request', 70007],
    ['a token in the query', { response_type: 'token', response_mode: 'query' }, 'invalid_request', 70007],
    ['an id token in the query', { response_type: 'id_token', response_mode: 'query' }, 'invalid_request', 70007],
    ['an id token without nonce', { response_type: 'id_token', nonce: undefined }, 'invalid_request', 900144],
    ['an id token without openid', { response_type: 'id_token', scope: '' }, 'unsupported_response_type', 70005],
    ['scopes of two resources', { scope: 'https://a.example/x https://b.example/y' }, 'invalid_scope', 70011],
    ['an unknown prompt', { prompt: 'beg' }, 'invalid_request', 90023],
    ['a nonce that nobody needs so long', { nonce: 'x'.repeat(513) }, 'invalid_request', 9002313],
    ['parameters in a signed object', { request: 'e30.e30.' }, 'request_not_supported', 9002313],
    ['parameters elsewhere', { request_uri: 'https://app.example/request' }, 'request_uri_not_supported', 9002313],
    ['an age that is no number', { max_age: '-1' }, 'invalid_request', 9002313],
    ['a method without a challenge', { code_challenge_method: 'S256' }, 'invalid_request', 9002313],
    ['an unknown method of a challenge', { ...pkce, code_challenge_method: 'S512' }, 'invalid_request', 9002313],
    ['a challenge that is too short', { ...pkce, code_challenge: 'short' }, 'invalid_request', 501491],
    ['a challenge that is too long', { ...pkce, code_challenge: long }, 'invalid_request', 501491],
    ['a page without a challenge', ofPage, 'invalid_request', 9002325],
    ['a page with a plain challenge', { ...ofPage, code_challenge: challengeOf(verifier) }, 'invalid_request', 9002325],
    ['a client that gets no tokens so', { ...ofPage, response_type: 'token' }, 'unsupported_response_type', 700051],
    ['one that gets no id tokens so', { ...ofPage, response_type: 'id_token' }, 'unsupported_response_type', 700054],
    ['nor beside a code', { ...ofPage, response_type: 'code id_token' }, 'unsupported_response_type', 700054],
    ['nobody who is signed in', { prompt: 'none' }, 'login_required', 50058],
  ] as const) {
    test(what, async (t) => {
      const { browser } = await startSignIns(t)

      const visit = await browser.open(authorizeUrl(changes))

      const answer = broughtBack(visit)
      assert.deepEqual(Object.keys(answer), ['error', 'error_description', 'state'])
      assert.equal(answer.error, error)
      assert.match(
        answer.error_description ?? '',
        new RegExp(`^AADSTS${code}: .* Trace ID: \\S+ Correlation ID: \\S+ Timestamp: \\S+ \\S+Z$`),
      )
      assert.equal(answer.state, 'a state')
      const hasToken = String({ response_type: 'code', ...changes }.response_type).includes('token')
      assert.equal(visit.url[hasToken ? 'search' : 'hash'], '', 'in the mode of what was asked for')
    })
  }

  test('and of a resource that nobody has, once the tenant is known', async (t) => {
    const { browser } = await startSignIns(t)

    const visit = await browser.signIn(authorizeUrl({ scope: 'https://vault.example/.default' }), ann)

    assert.partialDeepStrictEqual(broughtBack(visit), { error: 'invalid_resource' })
  })

  test('a refusal by form_post comes in a form, too', async (t) => {
    const { browser } = await startSignIns(t)

    const { page: shown } = await browser.open(authorizeUrl({ response_mode: 'form_post', prompt: 'none' }))

    assert.match(shown?.text ?? '', /name="error" value="login_required"/)
  })
})

test('no text of a caller ends a header', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  const state = 'a\r\nset-cookie: lazulite=stolen\r\n\r\n<script>é\u{1f511}'

  const visit = await browser.open(authorizeUrl({ state }))

  assert.equal(broughtBack(visit).state, state)
  assert.match(visit.url.href, /^[!-~]*$/)
})

test('a path and a method that are not there are refused', async (t) => {
  const service = await startSignIns(t)
  const send = async (method: string, url: string) => {
    const { status, headers } = await inject(service, { method, url })
    return [status, headers.allow]
  }

  assert.deepEqual(await send('PUT', `/${otherTenantId}/oauth2/authorize`), [405, 'GET, POST'])
  assert.deepEqual(await send('GET', `/${otherTenantId}/login`), [405, 'POST'])
  assert.deepEqual(await send('DELETE', '/oidc/userinfo'), [405, 'GET, POST'])
  assert.deepEqual(await send('HEAD', `/${otherTenantId}/oauth2/logout`), [405, 'GET, POST'])
  assert.deepEqual(await send('HEAD', '/device'), [405, 'GET, POST'])
})
