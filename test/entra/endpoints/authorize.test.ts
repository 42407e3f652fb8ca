import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { formOf } from '../../../conformance/clients/formOf.ts'
import { apiReferenceClientId } from '../../../src/entra/clients/clientOfEveryTenant.ts'
import { asForm } from '../../support/asForm.ts'
import { authorizeUrl, broughtBack } from '../../support/authorizeRequests.ts'
import { browse } from '../../support/browse.ts'
import { inject } from '../../support/inject.ts'
import { origin, tenantId } from '../../support/known.ts'
import { challengeOf, startSignIns, verifier } from '../../support/signIns.ts'
import { ann, bob, foreignApp, installedApp, pageApp, webApp } from '../../support/signInWorld.ts'
import { otherTenantId } from '../../support/twoTenants.ts'

const halfHash = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')

test('a user signs in, and the browser brings the client a code and its state', async (t) => {
  const { browser } = await startSignIns(t)

  const visit = await browser.signIn(authorizeUrl(), ann)

  const { code = '', ...others } = broughtBack(visit)
  assert.equal(visit.url.origin + visit.url.pathname, webApp.redirectUri)
  assert.match(code, /^[\w-]{43}$/)
  assert.deepEqual(Object.keys(others), ['session_state', 'state'])
  assert.equal(others.state, 'a state')
})

test('a code is good for tokens of the user, once the browser has it', async (t) => {
  const { browser, claimsOf, postToken } = await startSignIns(t)
  const pkce = { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' }
  const asked = { client_id: installedApp.clientId, redirect_uri: 'http://localhost:49152' }
  const { code = '' } = broughtBack(await browser.signIn(authorizeUrl({ ...asked, ...pkce }), ann))

  const { status, body } = await postToken(
    { ...asked, grant_type: 'authorization_code', code, code_verifier: verifier },
    `/${tenantId}/oauth2/v2.0/token`,
  )

  assert.equal(status, 200, JSON.stringify(body))
  const claims = await claimsOf(body.id_token)
  assert.partialDeepStrictEqual(claims, {
    nonce: 'a nonce',
    preferred_username: ann.userName,
    aud: installedApp.clientId,
  })
})

describe('each response type is answered in the mode that goes without saying', () => {
  const common = ['session_state', 'state']
  for (const [responseType, mode, members] of [
    ['code', 'search', ['code']],
    ['token', 'hash', ['access_token', 'token_type', 'expires_in', 'scope']],
    ['id_token', 'hash', ['id_token']],
    ['id_token token', 'hash', ['id_token', 'access_token', 'token_type', 'expires_in', 'scope']],
    ['token id_token', 'hash', ['id_token', 'access_token', 'token_type', 'expires_in', 'scope']],
    ['code id_token', 'hash', ['code', 'id_token']],
    ['id_token code', 'hash', ['code', 'id_token']],
  ] as const) {
    test(`${responseType} by ${mode === 'hash' ? 'fragment' : 'query'}`, async (t) => {
      const { browser } = await startSignIns(t)

      const visit = await browser.signIn(authorizeUrl({ response_type: responseType }), ann)

      assert.deepEqual(Object.keys(broughtBack(visit)), [...members, ...common])
      assert.equal(visit.url[mode === 'hash' ? 'search' : 'hash'], '')
    })
  }
})

test('a mode that is asked for is used, and what stands in the query of a redirect URI stays there', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()

  const byQuery = await browser.open(authorizeUrl({ response_mode: 'query', redirect_uri: webApp.otherRedirectUri }))
  const byFragment = await browser.open(
    authorizeUrl({ response_mode: 'fragment', redirect_uri: webApp.otherRedirectUri }),
  )

  assert.match(byQuery.url.href, /^https:\/\/app\.example\/other\?from=here&code=[^#]*$/)
  assert.match(byFragment.url.href, /^https:\/\/app\.example\/other\?from=here#code=/)
})

test('an answer by form_post goes to the redirect URI in a form that one script sends, and without scripts a button', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()

  const visit = await browser.open(authorizeUrl({ response_mode: 'form_post', state: `"><'&` }))

  const { action, method, fields } = formOf(visit)
  assert.deepEqual([action.href, method], [webApp.redirectUri, 'POST'])
  assert.deepEqual(Object.keys(fields), ['code', 'session_state', 'state'])
  assert.equal(fields.state, `"><'&`)
  const text = visit.page?.text ?? ''
  assert.match(text, /<button type="submit">Continue<\/button>/)
  const [, script = ''] = /<script>(.*?)<\/script>/s.exec(text) ?? []
  const hash = createHash('sha256').update(script).digest('base64')
  const policy = String(visit.page?.headers['content-security-policy'])
  assert.ok(policy.includes(`script-src 'sha256-${hash}';`), policy)
  assert.ok(policy.includes("form-action 'self' https://app.example;"), policy)
})

test('what Swagger UI sends is answered with a token for Resource Manager', async (t) => {
  const { browser, claimsOf } = await startSignIns(t)
  const state = 'RnJpIEphbiAwMiAyMDI2IDAzOjA0OjA1ICsw='
  const redirect = encodeURIComponent(`${origin}/docs/oauth2-redirect.html`)
  const url = `/common/oauth2/authorize?response_type=token&client_id=${apiReferenceClientId}&redirect_uri=${redirect}&scope=user_impersonation&state=${encodeURIComponent(state)}`

  const visit = await browser.signIn(url, ann)

  // As its redirect page does: by & and by the first =.
  const hash = Object.fromEntries(
    visit.url.hash
      .slice(1)
      .split('&')
      .map((part) => part.split('=')),
  )
  assert.equal(visit.url.pathname, '/docs/oauth2-redirect.html')
  assert.equal(decodeURIComponent(hash.state ?? ''), state)
  assert.deepEqual([hash.token_type, hash.expires_in], ['Bearer', '3599'])
  const claims = await claimsOf(hash.access_token)
  assert.partialDeepStrictEqual(claims, {
    aud: 'https://management.azure.com',
    scp: 'user_impersonation',
    tid: tenantId,
    appid: apiReferenceClientId,
    upn: ann.userName,
  })
})

test('an id token vouches for the nonce, and for what comes with it', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()

  const beside = broughtBack(await browser.open(authorizeUrl({ response_type: 'id_token token' })))
  const hybrid = broughtBack(await browser.open(authorizeUrl({ response_type: 'code id_token' })))

  const claims = await service.claimsOf(beside.id_token)
  assert.equal(claims.nonce, 'a nonce')
  assert.equal(claims.at_hash, halfHash(beside.access_token ?? ''))
  const ofHybrid = await service.claimsOf(hybrid.id_token)
  assert.equal(ofHybrid.c_hash, halfHash(hybrid.code ?? ''))
})

test('a token that comes through the browser is for one that lasts: no refresh token is promised', async (t) => {
  const { browser } = await startSignIns(t)

  const visit = await browser.signIn(authorizeUrl({ response_type: 'token', scope: 'openid offline_access' }), ann)

  assert.doesNotMatch(broughtBack(visit).scope ?? '', /offline_access/)
})

test('a client that wants to keep accounts apart is told which one it is', async (t) => {
  const { browser } = await startSignIns(t)

  const { client_info: info = '' } = broughtBack(await browser.signIn(authorizeUrl({ client_info: '1' }), ann))

  assert.equal(JSON.parse(Buffer.from(info, 'base64url').toString()).utid, tenantId)
})

test('the nonce may have 512 characters, and comes back whole', async (t) => {
  const { browser, claimsOf } = await startSignIns(t)
  const nonce = 'n'.repeat(512)

  const visit = await browser.signIn(authorizeUrl({ nonce, response_type: 'id_token' }), ann)

  assert.equal((await claimsOf(broughtBack(visit).id_token)).nonce, nonce)
})

test('of one session a hundred codes are good at once: the oldest goes for a new one', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  const redeem = (code: string) =>
    service.postToken({
      grant_type: 'authorization_code',
      client_id: webApp.clientId,
      client_secret: webApp.secret,
      redirect_uri: webApp.redirectUri,
      code,
    })
  const codes: string[] = []
  while (codes.length < 101) {
    service.skip(1)
    codes.push(broughtBack(await browser.open(authorizeUrl())).code ?? '')
  }

  const statuses = await Promise.all([codes[0], codes[1], codes.at(-1)].map(async (code = '') => redeem(code)))

  assert.deepEqual(
    statuses.map(({ status }) => status),
    [400, 200, 200],
  )
  assert.equal(await service.store.read((tx) => tx.countTickets('authorizationCode')), 100)
})

test('a HEAD makes no code', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  const countCodes = () => service.store.read((tx) => tx.countTickets('authorizationCode'))
  const before = await countCodes()

  const { status, headers } = await inject(service, {
    method: 'HEAD',
    url: authorizeUrl(),
    headers: { cookie: browser.cookieHeader() },
  })

  assert.deepEqual([status, headers.location, headers.allow], [405, undefined, 'GET, POST'])
  assert.equal(await countCodes(), before)
})

test('a request by POST is answered like one by GET', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  const [path = '', form = ''] = authorizeUrl().split('?')

  const { status, headers } = await inject(service, {
    url: path,
    ...asForm(form, { cookie: browser.cookieHeader() }),
  })

  assert.equal(status, 303)
  assert.match(String(headers.location), /^https:\/\/app\.example\/callback\?code=/)
})

test('version 1 lets the only redirect URI be left out, and needs no scope for an id token', async (t) => {
  const { browser } = await startSignIns(t)
  const asked = { client_id: foreignApp.clientId, redirect_uri: undefined, scope: undefined }

  const visit = await browser.signIn(authorizeUrl(asked, `/${otherTenantId}/oauth2/authorize`), bob)

  assert.match(visit.url.href, /^https:\/\/others\.example\/callback\?code=/)
})

for (const redirectUri of [
  'http://localhost:49152',
  'http://localhost:49152/',
  'http://[::1]:8400',
  'com.example.app://back',
]) {
  test(`a program on the person's machine gets its answer at ${redirectUri}, past the policy of the page`, async (t) => {
    const { browser } = await startSignIns(t)
    const url = authorizeUrl({ client_id: installedApp.clientId, redirect_uri: redirectUri })
    const { page: asking } = await browser.open(url)

    const visit = await browser.signIn(url, ann)

    assert.ok(broughtBack(visit).code)
    const [, sources = ''] =
      /form-action 'self' ([^;]*);/.exec(String(asking?.headers['content-security-policy'])) ?? []
    const { protocol, host, hostname } = new URL(redirectUri)
    // The policy has no word for an address in brackets, or for a host of an app's own scheme.
    const isNamed = protocol === 'http:' && !hostname.startsWith('[')
    assert.equal(sources, isNamed ? `${protocol}//${host}` : protocol)
  })
}

test('a page that shows a challenge gets a code', async (t) => {
  const { browser } = await startSignIns(t)
  const pkce = { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' }

  const visit = await browser.signIn(
    authorizeUrl({ client_id: pageApp.clientId, redirect_uri: pageApp.redirectUri, ...pkce }),
    ann,
  )

  assert.ok(broughtBack(visit).code)
})

describe('the tenant', () => {
  for (const tenant of ['common', 'organizations', 'Lazulite.Local']) {
    test(`may be ${tenant}`, async (t) => {
      const { browser, claimsOf } = await startSignIns(t)

      const url = authorizeUrl({ response_type: 'token' }, `/${tenant}/oauth2/v2.0/authorize`)
      const visit = await browser.signIn(url, ann)

      const claims = await claimsOf(broughtBack(visit).access_token)
      assert.equal(claims.tid, tenantId)
      assert.equal(claims.iss, `${origin}/${tenantId}/v2.0`)
    })
  }

  test('is that of the application where the path leaves it open: nobody else signs in to it', async (t) => {
    const { browser } = await startSignIns(t)

    const visit = await browser.signIn(authorizeUrl({}, '/common/oauth2/v2.0/authorize'), bob)

    assert.equal(visit.page?.status, 400)
    assert.match(visit.page?.text ?? '', /AADSTS50126/)
  })

  test('a session of another tenant is none', async (t) => {
    const { browser } = await startSignIns(t)
    const theirs = authorizeUrl(
      { client_id: foreignApp.clientId, redirect_uri: undefined },
      `/${otherTenantId}/oauth2/authorize`,
    )
    await browser.signIn(theirs, bob)

    const { page: asked } = await browser.open(authorizeUrl())

    assert.match(asked?.text ?? '', /type="password"/)
  })
})

test('every page and redirect may be reached by the window that opened it', async (t) => {
  const service = await startSignIns(t)
  const { browser } = service
  const { page: asked } = await browser.open(authorizeUrl())
  await browser.signIn(authorizeUrl(), ann)

  const sent = await inject(service, {
    method: 'GET',
    url: authorizeUrl(),
    headers: { cookie: browser.cookieHeader() },
  })

  for (const headers of [asked?.headers, sent.headers]) assert.equal(headers?.['cross-origin-opener-policy'], undefined)
  assert.equal(sent.status, 302)
})

test('two applications cannot compare what they are told of a session', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  const stateFor = async (clientId: string, redirectUri: string) =>
    broughtBack(await browser.open(authorizeUrl({ client_id: clientId, redirect_uri: redirectUri }))).session_state

  const ofNative = await stateFor(installedApp.clientId, 'http://localhost')

  assert.equal(await stateFor(installedApp.clientId, 'http://localhost'), ofNative)
  assert.notEqual(broughtBack(await browser.open(authorizeUrl())).session_state, ofNative)
  const another = browse(service)
  await another.signIn(authorizeUrl(), ann)
  const ofAnother = await another.open(
    authorizeUrl({ client_id: installedApp.clientId, redirect_uri: 'http://localhost' }),
  )
  assert.notEqual(broughtBack(ofAnother).session_state, ofNative)
})
