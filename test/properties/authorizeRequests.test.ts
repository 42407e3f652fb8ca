import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { authorizeUrl } from '../support/authorizeRequests.ts'
import { inject } from '../support/inject.ts'
import { tenantId } from '../support/known.ts'
import { startSignIns } from '../support/signIns.ts'
import { ann, daemonApp, foreignApp, installedApp, pageApp, webApp } from '../support/signInWorld.ts'
import { otherTenantId } from '../support/twoTenants.ts'

const text = fc.string({ unit: 'binary', maxLength: 40 })
const oneOf = (...words: string[]) => fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...words) }, text)

/** Of each parameter what is right somewhere, and what is right nowhere. */
const parameters = fc.record(
  {
    client_id: oneOf(
      webApp.clientId,
      pageApp.clientId,
      installedApp.clientId,
      daemonApp.clientId,
      foreignApp.clientId,
      webApp.clientId.toUpperCase(),
    ),
    redirect_uri: oneOf(
      webApp.redirectUri,
      webApp.otherRedirectUri,
      'http://localhost:1',
      'com.example.app://back',
      `${webApp.redirectUri}\n`,
      '//x',
    ),
    response_type: oneOf('code', 'token', 'id_token', 'id_token token', 'code id_token', 'code token', ' '),
    response_mode: oneOf('query', 'fragment', 'form_post'),
    scope: oneOf('openid', 'openid offline_access', 'https://management.azure.com/.default', 'a/b c/d'),
    resource: oneOf('https://management.azure.com/', 'https://graph.microsoft.com'),
    prompt: oneOf('none', 'login', 'select_account', 'consent'),
    code_challenge: oneOf('x'.repeat(43), 'short'),
    code_challenge_method: oneOf('S256', 'plain'),
    max_age: oneOf('0', '60'),
    nonce: text,
    state: text,
    login_hint: oneOf(ann.userName),
    client_info: oneOf('1'),
  },
  { requiredKeys: [] },
)
const path = fc
  .tuple(
    // Without a name between its slashes, or with a dot there, it is another path.
    oneOf(tenantId, otherTenantId, 'common', 'lazulite.local').filter((name) => !/^\.{0,2}$/.test(name)),
    fc.constantFrom('/oauth2', '/oauth2/v2.0'),
  )
  .map(([tenant, below]) => `/${encodeURIComponent(tenant)}${below}/authorize`)

const registered = [
  `${webApp.redirectUri}?`,
  `${webApp.redirectUri}#`,
  webApp.otherRedirectUri,
  foreignApp.redirectUri,
  pageApp.redirectUri,
  'http://localhost:1/',
  'com.example.app://back',
]

test('no authorization request, however odd, breaks anything or leads where nobody is registered', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  const cookie = browser.cookieHeader()

  await fc.assert(
    fc.asyncProperty(path, parameters, fc.boolean(), async (url, given, hasSession) => {
      const query = authorizeUrl(given, url).replace(/^[^?]*/, '')
      const headers = hasSession ? { cookie } : {}
      const { status, headers: answered, text } = await inject(service, { method: 'GET', url: url + query, headers })

      const location = answered.location
      assert.ok(status < 500, text)
      if (location === undefined) return assert.match(text, /^<!doctype html>/)
      assert.match(location, /^[!-~]+$/)
      assert.ok(
        registered.some((uri) => location.startsWith(uri)),
        location,
      )
      if (!hasSession) assert.doesNotMatch(location, /[?#&](code|access_token|id_token)=/)
    }),
    { numRuns: 300 },
  )
})
