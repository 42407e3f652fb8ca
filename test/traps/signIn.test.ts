import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { decodeJwt } from 'jose'
import { apiReferenceClientId } from '../../src/entra/clients/clientOfEveryTenant.ts'
import { browse } from '../support/browse.ts'
import { answerDevice, askForCodes, poll } from '../support/devices.ts'
import { inject } from '../support/inject.ts'
import { azureCli, origin, owner, tenantId, user } from '../support/known.ts'
import { servedPaths } from '../support/servedPaths.ts'
import { cliRedemption, cliRequest, cliScope, startSignIns } from '../support/signIns.ts'
import { postToken } from '../support/tokenRequests.ts'

const azure = await startSignIns({ after })

test('no answer at any path has an opener policy: a page in a pop-up must reach the one that opened it', async () => {
  const authorization = `Bearer ${await azure.tokenOf(owner)}`

  for (const { path, methods } of await servedPaths(azure.app)) {
    if (!path.startsWith('/')) continue
    for (const method of methods) {
      const url = path.replace(':tenant', tenantId).replace(/:\w+/g, 'x')
      const { headers } = await inject(azure, { method, url, headers: { authorization } })
      for (const name of ['cross-origin-opener-policy', 'cross-origin-embedder-policy']) {
        assert.equal(headers[name], undefined, `${method} ${path}`)
      }
    }
  }
})

test('the whole way through a pop-up has none either, from the sign-in to the page that it ends on', async () => {
  const browser = browse(azure)
  const redirect = `${origin}/docs/oauth2-redirect.html`
  const query = new URLSearchParams({
    response_type: 'token',
    client_id: apiReferenceClientId,
    redirect_uri: redirect,
    scope: 'user_impersonation',
    state: 'VHVl',
  })

  const asked = await browser.open(`/common/oauth2/authorize?${query}`)
  const answered = await browser.submit(asked, { username: user.name, password: user.password })

  assert.equal(answered.url.href.split('#')[0], redirect)
  for (const { page } of [asked, answered]) {
    assert.equal(page?.status, 200)
    assert.equal(page?.headers['cross-origin-opener-policy'], undefined)
  }
})

test('Swagger UI names no resource and no way back, and gets a token for Resource Manager in the fragment', async () => {
  const browser = browse(azure)
  const state = 'RnJpIE5vdiAyMA=='
  const query = new URLSearchParams({
    response_type: 'token',
    client_id: apiReferenceClientId,
    redirect_uri: `${origin}/docs/oauth2-redirect.html`,
    scope: 'user_impersonation',
    state,
    realm: '',
  })

  const { url } = await browser.signIn(`/common/oauth2/authorize?${query}`)

  assert.equal(url.search, '')
  // As its redirect page reads it: by ampersands, then the first equals sign, and no more.
  const parts = url.hash.slice(1).split('&')
  const answer = Object.fromEntries(parts.map((part) => part.split('=', 2))) as Record<string, string>
  assert.equal(decodeURIComponent(answer.state ?? ''), state)
  assert.equal(answer.token_type, 'Bearer')
  assert.match(answer.expires_in ?? '', /^\d+$/)
  const claims = decodeJwt(answer.access_token ?? '')
  assert.deepEqual([claims.aud, claims.scp], ['https://management.azure.com', 'user_impersonation'])
})

test('az polls for a device without a scope, and is told the one that it asked for at first', async () => {
  const codes = await askForCodes(azure)

  const pending = await poll(azure, codes)
  await answerDevice(azure, codes.user_code)
  const { status, body } = await poll(azure, codes, { client_info: '1' })

  assert.deepEqual([pending.status, pending.body.error], [400, 'authorization_pending'])
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(typeof body.scope, 'string', 'MSAL for Python breaks on null')
  const scopes = body.scope.split(' ')
  for (const scope of ['openid', 'profile', 'offline_access', 'https://management.core.windows.net//.default']) {
    assert.ok(scopes.includes(scope), `${scope} is not in ${body.scope}`)
  }
  assert.equal(decodeJwt(body.access_token).aud, 'https://management.core.windows.net/')
  assert.equal(typeof body.refresh_token, 'string')
  const { preferred_username, tid, oid } = decodeJwt(body.id_token)
  assert.equal(preferred_username, user.name)
  assert.deepEqual(JSON.parse(Buffer.from(body.client_info, 'base64url').toString()), { uid: oid, utid: tid })
})

test('az asks with a refresh token at the tenant that it has found, though it has signed in at organizations', async (t) => {
  const azure = await startSignIns(t)
  const code = await azure.newCode({ ...cliRequest, nonce: 'abc', client_info: '1', prompt: 'select_account' })
  const redeemed = await azure.postToken({ ...cliRedemption(code), scope: cliScope })
  const { nonce, tid } = decodeJwt(redeemed.body.id_token)

  const { status, body } = await postToken(
    azure,
    {
      grant_type: 'refresh_token',
      client_id: azureCli,
      refresh_token: redeemed.body.refresh_token,
      scope: cliScope,
    },
    { tenant: String(tid) },
  )

  assert.equal(nonce, 'abc')
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(decodeJwt(body.access_token).tid, tenantId)
})
