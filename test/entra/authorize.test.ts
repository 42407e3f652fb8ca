import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { apiReferenceClientId } from '../../src/entra/clients/client.ts'
import { browse, formOf } from '../support/browse.ts'
import {
  ann,
  authorizeUrl,
  bob,
  broughtBack,
  callback,
  challenge,
  contoso,
  fabrikam,
  foreign,
  native,
  otherCallback,
  page,
  startSignIn,
} from './signInSupport.ts'
import { origin } from './support.ts'

const halfHash = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')

test('a user signs in, and the browser brings the client a code and its state', async (t) => {
  const { browser } = await startSignIn(t)

  const visit = await browser.signIn(authorizeUrl(), ann)

  const { code = '', ...others } = broughtBack(visit)
  assert.equal(visit.url.origin + visit.url.pathname, callback)
  assert.match(code, /^[\w-]{43}$/)
  assert.deepEqual(Object.keys(others), ['session_state', 'state'])
  assert.equal(others.state, 'a state')
})

test('a code is good for tokens of the user, once the browser has it', async (t) => {
  const { browser, verified, postToken } = await startSignIn(t)
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' }
  const asked = { client_id: native, redirect_uri: 'http://localhost:49152' }
  const { code = '' } = broughtBack(await browser.signIn(authorizeUrl({ ...asked, ...pkce }), ann))

  const { status, body } = await postToken(
    { ...asked, grant_type: 'authorization_code', code, code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk' },
    { url: `/${contoso}/oauth2/v2.0/token` },
  )

  assert.equal(status, 200, JSON.stringify(body))
  const { claims } = await verified(body.id_token)
  assert.partialDeepStrictEqual(claims, { nonce: 'a nonce', preferred_username: ann.userName, aud: native })
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
      const { browser } = await startSignIn(t)

      const visit = await browser.signIn(authorizeUrl({ response_type: responseType }), ann)

      assert.deepEqual(Object.keys(broughtBack(visit)), [...members, ...common])
      assert.equal(visit.url[mode === 'hash' ? 'search' : 'hash'], '')
    })
  }
})

test('a mode that is asked for is used, and what stands in the query of a redirect URI stays there', async (t) => {
  const service = await startSignIn(t)
  const browser = await service.givenASession()

  const byQuery = await browser.open(authorizeUrl({ response_mode: 'query', redirect_uri: otherCallback }))
  const byFragment = await browser.open(authorizeUrl({ response_mode: 'fragment', redirect_uri: otherCallback }))

  assert.match(byQuery.url.href, /^https:\/\/app\.example\/other\?from=here&code=[^#]*$/)
  assert.match(byFragment.url.href, /^https:\/\/app\.example\/other\?from=here#code=/)
})

test('an answer by form_post goes to the redirect URI in a form that one script sends, and without scripts a button', async (t) => {
  const service = await startSignIn(t)
  const browser = await service.givenASession()

  const visit = await browser.open(authorizeUrl({ response_mode: 'form_post', state: `"><'&` }))

  const { action, method, fields } = formOf(visit)
  assert.deepEqual([action.href, method], [callback, 'POST'])
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
  const { browser, verified } = await startSignIn(t)
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
  const { claims } = await verified(hash.access_token ?? '')
  assert.partialDeepStrictEqual(claims, {
    aud: 'https://management.azure.com',
    scp: 'user_impersonation',
    tid: contoso,
    appid: apiReferenceClientId,
    upn: ann.userName,
  })
})

test('an id token vouches for the nonce, and for what comes with it', async (t) => {
  const service = await startSignIn(t)
  const browser = await service.givenASession()

  const beside = broughtBack(await browser.open(authorizeUrl({ response_type: 'id_token token' })))
  const hybrid = broughtBack(await browser.open(authorizeUrl({ response_type: 'code id_token' })))

  const { claims } = await service.verified(beside.id_token ?? '')
  assert.equal(claims.nonce, 'a nonce')
  assert.equal(claims.at_hash, halfHash(beside.access_token ?? ''))
  const { claims: ofHybrid } = await service.verified(hybrid.id_token ?? '')
  assert.equal(ofHybrid.c_hash, halfHash(hybrid.code ?? ''))
})

test('a token that comes through the browser is for one that lasts: no refresh token is promised', async (t) => {
  const { browser } = await startSignIn(t)

  const visit = await browser.signIn(authorizeUrl({ response_type: 'token', scope: 'openid offline_access' }), ann)

  assert.doesNotMatch(broughtBack(visit).scope ?? '', /offline_access/)
})

test('a client that wants to keep accounts apart is told which one it is', async (t) => {
  const { browser } = await startSignIn(t)

  const { client_info: info = '' } = broughtBack(await browser.signIn(authorizeUrl({ client_info: '1' }), ann))

  assert.equal(JSON.parse(Buffer.from(info, 'base64url').toString()).utid, contoso)
})

test('a request by POST is answered like one by GET', async (t) => {
  const service = await startSignIn(t)
  const browser = await service.givenASession()
  const [path = '', form] = authorizeUrl().split('?')

  const reply = await service.app.inject({
    method: 'POST',
    url: path,
    headers: {
      host: new URL(origin).host,
      cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: form ?? '',
  })

  assert.equal(reply.statusCode, 303)
  assert.match(String(reply.headers.location), /^https:\/\/app\.example\/callback\?code=/)
})

test('version 1 lets the only redirect URI be left out, and needs no scope for an id token', async (t) => {
  const { browser } = await startSignIn(t)
  const asked = { client_id: foreign, redirect_uri: undefined, scope: undefined }

  const visit = await browser.signIn(authorizeUrl(asked, `/${fabrikam}/oauth2/authorize`), bob)

  assert.match(visit.url.href, /^https:\/\/fabrikam\.example\/callback\?code=/)
})

for (const redirectUri of [
  'http://localhost:49152',
  'http://localhost:49152/',
  'http://[::1]:8400',
  'com.example.app://back',
]) {
  test(`a program on the person's machine gets its answer at ${redirectUri}, past the policy of the page`, async (t) => {
    const { browser } = await startSignIn(t)
    const url = authorizeUrl({ client_id: native, redirect_uri: redirectUri })
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
  const { browser } = await startSignIn(t)
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' }

  const visit = await browser.signIn(
    authorizeUrl({ client_id: page, redirect_uri: 'https://page.example/', ...pkce }),
    ann,
  )

  assert.ok(broughtBack(visit).code)
})

describe('the tenant', () => {
  for (const tenant of ['common', 'organizations', 'Contoso.Example']) {
    test(`may be ${tenant}`, async (t) => {
      const { browser, verified } = await startSignIn(t)

      const url = authorizeUrl({ response_type: 'token' }, `/${tenant}/oauth2/v2.0/authorize`)
      const visit = await browser.signIn(url, ann)

      const { claims } = await verified(broughtBack(visit).access_token ?? '')
      assert.equal(claims.tid, contoso)
      assert.equal(claims.iss, `${origin}/${contoso}/v2.0`)
    })
  }

  test('is that of the application where the path leaves it open: nobody else signs in to it', async (t) => {
    const { browser } = await startSignIn(t)

    const visit = await browser.signIn(authorizeUrl({}, '/common/oauth2/v2.0/authorize'), bob)

    assert.equal(visit.page?.status, 400)
    assert.match(visit.page?.text ?? '', /AADSTS50126/)
  })

  test('a session of another tenant is none', async (t) => {
    const { browser } = await startSignIn(t)
    const theirs = authorizeUrl({ client_id: foreign, redirect_uri: undefined }, `/${fabrikam}/oauth2/authorize`)
    await browser.signIn(theirs, bob)

    const { page: asked } = await browser.open(authorizeUrl())

    assert.match(asked?.text ?? '', /type="password"/)
  })
})

test('every page and redirect may be reached by the window that opened it', async (t) => {
  const { browser, app } = await startSignIn(t)
  const { page: asked } = await browser.open(authorizeUrl())
  await browser.signIn(authorizeUrl(), ann)
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  const sent = await app.inject({ url: authorizeUrl(), headers: { host: new URL(origin).host, cookie } })

  for (const headers of [asked?.headers, sent.headers]) assert.equal(headers?.['cross-origin-opener-policy'], undefined)
  assert.equal(sent.statusCode, 302)
})

test('two applications cannot compare what they are told of a session', async (t) => {
  const service = await startSignIn(t)
  const browser = await service.givenASession()
  const stateFor = async (clientId: string, redirectUri: string) =>
    broughtBack(await browser.open(authorizeUrl({ client_id: clientId, redirect_uri: redirectUri }))).session_state

  const ofNative = await stateFor(native, 'http://localhost')

  assert.equal(await stateFor(native, 'http://localhost'), ofNative)
  assert.notEqual(broughtBack(await browser.open(authorizeUrl())).session_state, ofNative)
  const another = browse(service)
  await another.signIn(authorizeUrl(), ann)
  const ofAnother = await another.open(authorizeUrl({ client_id: native, redirect_uri: 'http://localhost' }))
  assert.notEqual(broughtBack(ofAnother).session_state, ofNative)
})
