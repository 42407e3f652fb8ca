import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeJwt } from 'jose'
import type { Form } from '../../support/asForm.ts'
import { dumpStore } from '../../support/dumpStore.ts'
import { azureCli, origin, tenantId, user } from '../../support/known.ts'
import { challengeOf, cliRedemption, cliRequest, startSignIns, verifier } from '../../support/signIns.ts'
import { pageApp, webApp } from '../../support/signInWorld.ts'

test('a code is redeemed for what the user has signed in to', async (t) => {
  const azure = await startSignIns(t)
  const code = await azure.newCode({ ...cliRequest, nonce: 'n-1' })

  const { status, body } = await azure.postToken({ ...cliRedemption(code), client_info: '1' })

  assert.equal(status, 200)
  assert.deepEqual(Object.keys(body), [
    'token_type',
    'scope',
    'expires_in',
    'ext_expires_in',
    'access_token',
    'refresh_token',
    'id_token',
    'client_info',
  ])
  assert.equal(
    body.scope,
    'openid profile offline_access https://management.core.windows.net//user_impersonation ' +
      'https://management.core.windows.net//.default',
  )
  const access = decodeJwt(body.access_token)
  assert.equal(access.aud, 'https://management.core.windows.net/')
  assert.deepEqual([access.oid, access.tid, access.appid], [user.objectId, tenantId, azureCli])
  const id = decodeJwt(body.id_token)
  assert.deepEqual([id.aud, id.nonce, id.preferred_username], [azureCli, 'n-1', user.name])
  assert.deepEqual(JSON.parse(Buffer.from(body.client_info, 'base64url').toString()), {
    uid: user.objectId,
    utid: tenantId,
  })
})

test('the token of a user opens what the user may open', async (t) => {
  const azure = await startSignIns(t)
  const { body } = await azure.postToken(cliRedemption(await azure.newCode(cliRequest)))

  const { status } = await azure.send('GET', '/subscriptions', {
    query: 'api-version=2022-12-01',
    token: body.access_token,
  })

  assert.equal(status, 200)
})

test('without offline_access no refresh token comes, without openid no id token', async (t) => {
  const azure = await startSignIns(t)
  const code = await azure.newCode({ ...cliRequest, scope: 'https://management.azure.com/.default' })

  const { status, body } = await azure.postToken(cliRedemption(code))

  assert.equal(status, 200)
  assert.ok(!('refresh_token' in body) && !('id_token' in body), JSON.stringify(Object.keys(body)))
})

test('version 1 gives a refresh token and an id token unasked, and numbers as text', async (t) => {
  const azure = await startSignIns(t)
  const { scope: _, ...request }: Form = { ...cliRequest, resource: 'https://management.azure.com/' }
  const code = await azure.newCode(request, { path: '/common/oauth2/authorize' })

  const { status, body } = await azure.postToken(cliRedemption(code), '/common/oauth2/token')

  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual([typeof body.refresh_token, typeof body.id_token, body.expires_in], ['string', 'string', '3599'])
  assert.equal(body.resource, 'https://management.azure.com/')
})

test('a plain challenge is met by the same text', async (t) => {
  const azure = await startSignIns(t)
  const { code_challenge_method: _, ...request }: Form = { ...cliRequest, code_challenge: verifier }
  const code = await azure.newCode(request)
  const kept = await dumpStore(azure.store)

  const { status } = await azure.postToken(cliRedemption(code))

  assert.equal(status, 200)
  assert.ok(!kept.includes(verifier), 'which nobody can read out of the database')
})

test('the redemption may name another resource, whose token it then is', async (t) => {
  const azure = await startSignIns(t)
  const code = await azure.newCode(cliRequest)

  const { body } = await azure.postToken({ ...cliRedemption(code), scope: 'https://graph.microsoft.com/.default' })

  assert.equal(decodeJwt(body.access_token).aud, 'https://graph.microsoft.com')
})

test('a server redeems its code with its secret, a page with its verifier alone', async (t) => {
  const azure = await startSignIns(t)
  const { code_challenge: _, code_challenge_method: __, ...plain } = cliRequest
  const ofWeb = { client_id: webApp.clientId, redirect_uri: webApp.redirectUri }
  const ofPage = { client_id: pageApp.clientId, redirect_uri: pageApp.redirectUri }
  const webCode = await azure.newCode({ ...plain, ...ofWeb })
  const pageCode = await azure.newCode({ ...cliRequest, ...ofPage, code_challenge: challengeOf(verifier) })

  const web = await azure.postToken({
    grant_type: 'authorization_code',
    code: webCode,
    ...ofWeb,
    client_secret: webApp.secret,
  })
  const page = await azure.post(
    '/organizations/oauth2/v2.0/token',
    { ...cliRedemption(pageCode), ...ofPage },
    { origin },
  )

  assert.deepEqual([web.status, page.status], [200, 200])
  const proofs = [web, page].map(({ body }) => decodeJwt(body.access_token).appidacr)
  assert.deepEqual(proofs, ['1', '0'])
})

for (const tenantName of ['common', 'organizations', tenantId, 'lazulite.local']) {
  test(`a code may be redeemed at ${tenantName}`, async (t) => {
    const azure = await startSignIns(t)
    const code = await azure.newCode(cliRequest)

    const { status } = await azure.postToken(cliRedemption(code), `/${tenantName}/oauth2/v2.0/token`)

    assert.equal(status, 200)
  })
}
