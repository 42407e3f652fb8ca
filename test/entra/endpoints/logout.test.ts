import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { authorizeUrl, broughtBack } from '../../support/authorizeRequests.ts'
import { browse } from '../../support/browse.ts'
import { inject } from '../../support/inject.ts'
import { tenantId } from '../../support/known.ts'
import { startSignIns } from '../../support/signIns.ts'
import { ann, foreignApp, installedApp, webApp } from '../../support/signInWorld.ts'

const logoutUrl = (parameters: Record<string, string> = {}, path = `/${tenantId}/oauth2/v2.0/logout`): string =>
  `${path}?${new URLSearchParams(parameters)}`

for (const path of [`/${tenantId}/oauth2/v2.0/logout`, `/${tenantId}/oauth2/logout`, '/common/oauth2/v2.0/logout']) {
  test(`a session ends in the browser and on the server: ${path.replace(tenantId, 'tenant')}`, async (t) => {
    const service = await startSignIns(t)
    const browser = await service.givenASession()
    const session = browser.cookies.get('__Host-lazulite-8443') ?? ''

    const { page } = await browser.open(path)

    assert.match(page?.text ?? '', /You signed out/)
    assert.ok(!browser.cookies.has('__Host-lazulite-8443'))
    const thief = browse(service)
    thief.cookies.set('__Host-lazulite-8443', session)
    assert.match((await thief.open(authorizeUrl())).page?.text ?? '', /type="password"/)
  })
}

test('another browser of the same user stays signed in', async (t) => {
  const service = await startSignIns(t)
  const one = await service.givenASession()
  const other = browse(service)
  await other.signIn(authorizeUrl(), ann)

  await one.open(logoutUrl())

  assert.ok(broughtBack(await other.open(authorizeUrl())).code)
})

test('a HEAD ends no session', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()

  const { status } = await inject(service, {
    method: 'HEAD',
    url: logoutUrl(),
    headers: { cookie: browser.cookieHeader() },
  })

  assert.equal(status, 405)
  assert.ok(broughtBack(await browser.open(authorizeUrl())).code)
})

test('whoever is not signed in is signed out all the same', async (t) => {
  const { browser } = await startSignIns(t)

  assert.equal((await browser.open(logoutUrl())).page?.status, 200)
})

test('the browser goes on to a registered URI of the client, with the state', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  const state = 'a b&c=d\r\n'

  const visit = await browser.open(
    logoutUrl({ client_id: webApp.clientId, post_logout_redirect_uri: webApp.redirectUri, state }),
  )

  assert.equal(visit.url.href, `${webApp.redirectUri}?state=${encodeURIComponent(state)}`)
  assert.ok(!browser.cookies.has('__Host-lazulite-8443'))
  const back = await browser.open(
    logoutUrl({ client_id: installedApp.clientId, post_logout_redirect_uri: 'http://localhost:49152' }),
  )
  assert.equal(back.url.href, 'http://localhost:49152/')
})

test('where no client is named, that of any application of the tenant will do, for who is signed in', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  const url = logoutUrl({ post_logout_redirect_uri: webApp.redirectUri })

  assert.equal((await browser.open(url)).url.href, webApp.redirectUri)
  assert.match((await browser.open(url)).page?.text ?? '', /You signed out/, 'nobody is signed in any more')
})

test('an id token says which client it is, also when it has expired', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  const { id_token: hint = '' } = broughtBack(await browser.open(authorizeUrl({ response_type: 'id_token' })))
  service.skip(24 * 60 * 60 * 1000)

  const visit = await browser.open(logoutUrl({ id_token_hint: hint, post_logout_redirect_uri: webApp.redirectUri }))

  assert.equal(visit.url.href, webApp.redirectUri)
})

describe('nobody is sent elsewhere after a logout, and yet is signed out', () => {
  for (const [what, parameters] of [
    ['no client has it, and none is named', { post_logout_redirect_uri: `${webApp.redirectUri}/more` }],
    ['another client is', { client_id: installedApp.clientId, post_logout_redirect_uri: webApp.redirectUri }],
    ['a client of another tenant is', { client_id: foreignApp.clientId, post_logout_redirect_uri: webApp.redirectUri }],
    ['nobody knows the client', { client_id: 'nobody', post_logout_redirect_uri: webApp.redirectUri }],
    ['the URI is another', { client_id: webApp.clientId, post_logout_redirect_uri: 'https://evil.example/' }],
    [
      'it begins like one',
      { client_id: webApp.clientId, post_logout_redirect_uri: `${webApp.redirectUri}.evil.example` },
    ],
    ['it is no address', { client_id: webApp.clientId, post_logout_redirect_uri: 'javascript:alert(1)' }],
    [
      'it ends a header',
      { client_id: installedApp.clientId, post_logout_redirect_uri: 'http://localhost:1\r\nset-cookie: a=b' },
    ],
    [
      'the id token is none',
      { id_token_hint: 'x.y.z', client_id: webApp.clientId, post_logout_redirect_uri: webApp.redirectUri },
    ],
  ] as const) {
    test(what, async (t) => {
      const service = await startSignIns(t)
      const browser = await service.givenASession()

      const { url, page } = await browser.open(logoutUrl(parameters))

      assert.equal(page?.status, 200, url.href)
      assert.match(page?.text ?? '', /You signed out/)
      assert.ok(!browser.cookies.has('__Host-lazulite-8443'))
    })
  }

  test('the id token is for another client than is named', async (t) => {
    const service = await startSignIns(t)
    const browser = await service.givenASession()
    const { id_token: hint = '' } = broughtBack(await browser.open(authorizeUrl({ response_type: 'id_token' })))
    const parameters = {
      id_token_hint: hint,
      client_id: installedApp.clientId,
      post_logout_redirect_uri: webApp.redirectUri,
    }

    assert.match((await browser.open(logoutUrl(parameters))).page?.text ?? '', /You signed out/)
  })
})

test('what an application was given goes on', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  const { access_token: token = '' } = broughtBack(await browser.open(authorizeUrl({ response_type: 'token' })))

  await browser.open(logoutUrl())

  assert.equal((await service.send('GET', '/oidc/userinfo', { token, query: '' })).status, 200)
})
