import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  ann,
  authorizeUrl,
  callback,
  contoso,
  daemon,
  fabrikam,
  foreign,
  native,
  otherCallback,
  page,
  startSignIn,
  web,
} from '../entra/signInSupport.ts'
import { origin } from '../entra/support.ts'

const text = fc.string({ unit: 'binary', maxLength: 40 })
const oneOf = (...words: string[]) => fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...words) }, text)

/** Of each parameter what is right somewhere, and what is right nowhere. */
const parameters = fc.record(
  {
    client_id: oneOf(web, page, native, daemon, foreign, web.toUpperCase()),
    redirect_uri: oneOf(
      callback,
      otherCallback,
      'http://localhost:1',
      'com.example.app://back',
      `${callback}\n`,
      '//x',
    ),
    response_type: oneOf('code', 'token', 'id_token', 'id_token token', 'code id_token', 'code token', ' '),
    response_mode: oneOf('query', 'fragment', 'form_post'),
    scope: oneOf('openid', 'openid offline_access', 'https://management.azure.com/.default', 'a/b c/d'),
    resource: oneOf('https://management.azure.com/', 'https://graph.microsoft.com'),
    prompt: oneOf('none', 'login', 'select_account', 'consent'),
    code_challenge: oneOf('x'.repeat(43), 'short'),
    code_challenge_method: oneOf('S256', 'plain'),
    nonce: text,
    state: text,
    login_hint: oneOf(ann.userName),
    client_info: oneOf('1'),
  },
  { requiredKeys: [] },
)
const path = fc
  .tuple(oneOf(contoso, fabrikam, 'common', 'contoso.example'), fc.constantFrom('/oauth2', '/oauth2/v2.0'))
  .map(([tenant, below]) => `/${encodeURIComponent(tenant)}${below}/authorize`)

const registered = [
  'https://app.example/callback?',
  'https://app.example/callback#',
  'https://app.example/other?from=here',
  'https://fabrikam.example/callback',
  'https://page.example/',
  'http://localhost:1/',
  'com.example.app://back',
]

test('no authorization request, however odd, breaks anything or leads where nobody is registered', async (t) => {
  const service = await startSignIn(t)
  const browser = await service.givenASession()
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const host = new URL(origin).host

  await fc.assert(
    fc.asyncProperty(path, parameters, fc.boolean(), async (url, given, hasSession) => {
      const query = authorizeUrl(given, url).replace(/^[^?]*/, '')
      const headers = { host, ...(hasSession && { cookie }) }
      const reply = await service.app.inject({ url: url + query, headers })

      const location = reply.headers.location
      assert.ok(reply.statusCode < 500, reply.body)
      if (location === undefined) return assert.match(reply.body, /^<!doctype html>/)
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
