import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeJwt } from 'jose'
import type { Form } from '../../support/asForm.ts'
import { dumpStore } from '../../support/dumpStore.ts'
import { azureCli, reader, tenantId, user } from '../../support/known.ts'
import { assertRefusedWith, cliRedemption, cliRequest, type SignIns, startSignIns } from '../../support/signIns.ts'
import { mixedApp, webApp } from '../../support/signInWorld.ts'
import { otherTenantId } from '../../support/twoTenants.ts'

const dayMs = 24 * 60 * 60 * 1000

const refreshWith = (refreshToken: string, more: Form = {}): Form => ({
  grant_type: 'refresh_token',
  client_id: azureCli,
  refresh_token: refreshToken,
  ...more,
})

const signIn = async (azure: SignIns, request: Form = cliRequest): Promise<string> =>
  (await azure.postToken(cliRedemption(await azure.newCode(request)))).body.refresh_token

test('a refresh token gives tokens for the same user, and a new refresh token', async (t) => {
  const azure = await startSignIns(t)
  const refreshToken = await signIn(azure)

  const { status, body } = await azure.postToken(refreshWith(refreshToken, { client_info: '1' }))

  assert.equal(status, 200)
  assert.notEqual(body.refresh_token, refreshToken)
  const { oid, aud } = decodeJwt(body.access_token)
  assert.deepEqual({ oid, aud }, { oid: user.objectId, aud: 'https://management.core.windows.net/' })
  assert.equal(decodeJwt(body.id_token).oid, user.objectId)
  assert.equal(typeof body.client_info, 'string')
})

test('it may ask for another resource, by scope or by name', async (t) => {
  const azure = await startSignIns(t)
  const refreshToken = await signIn(azure)

  const byScope = await azure.postToken(
    refreshWith(refreshToken, { scope: 'https://graph.microsoft.com/.default openid profile offline_access' }),
  )
  const byName = await azure.postToken(
    refreshWith(refreshToken, { resource: 'https://management.azure.com/' }),
    `/${tenantId}/oauth2/token`,
  )

  const audiences = [byScope, byName].map(({ body }) => decodeJwt(body.access_token).aud)
  assert.deepEqual(audiences, ['https://graph.microsoft.com', 'https://management.azure.com/'])
})

test('it may ask for fewer scopes, and for none that the user was not asked for', async (t) => {
  const azure = await startSignIns(t)
  const arm = 'https://management.azure.com/.default'
  const refreshToken = await signIn(azure, { ...cliRequest, scope: `${arm} offline_access profile` })

  const { body } = await azure.postToken(refreshWith(refreshToken, { scope: `${arm} openid email profile` }))

  assert.ok(!('id_token' in body), 'openid was not asked for when the user signed in')
  assert.equal(body.scope, `profile https://management.azure.com/user_impersonation ${arm}`)
})

test('the old refresh token stays good, as processes of one person share it', async (t) => {
  const azure = await startSignIns(t)
  const refreshToken = await signIn(azure)

  const answers = await Promise.all([1, 2, 3].map(() => azure.postToken(refreshWith(refreshToken))))

  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200],
  )
  assert.equal(new Set(answers.map(({ body }) => body.refresh_token)).size, 3)
})

test('with strict refresh tokens, one that is used twice is refused, and ends the whole sign-in', async (t) => {
  const azure = await startSignIns(t, { strictRefreshTokens: true })
  const [refreshToken, other] = [await signIn(azure), await signIn(azure)]
  const renewed = await azure.postToken(refreshWith(refreshToken))

  const again = await azure.postToken(refreshWith(refreshToken))

  assert.equal(renewed.status, 200)
  assertRefusedWith(again, 'invalid_grant', 50173)
  assertRefusedWith(await azure.postToken(refreshWith(renewed.body.refresh_token)), 'invalid_grant', 70008)
  assert.equal((await azure.postToken(refreshWith(other))).status, 200, 'another sign-in of the same user goes on')
})

test('each new refresh token is good for ninety days from then', async (t) => {
  const azure = await startSignIns(t)
  const refreshToken = await signIn(azure)

  azure.skip(89 * dayMs)
  const renewed = await azure.postToken(refreshWith(refreshToken))
  azure.skip(2 * dayMs)

  assertRefusedWith(await azure.postToken(refreshWith(refreshToken)), 'invalid_grant', 70008)
  assert.equal((await azure.postToken(refreshWith(renewed.body.refresh_token))).status, 200)
})

for (const [what, change, path, error, code] of [
  ['another client', { client_id: mixedApp.clientId }, undefined, 'invalid_grant', 70000],
  [
    'another client with its secret',
    { client_id: reader.clientId, client_secret: reader.secret },
    undefined,
    'invalid_grant',
    70000,
  ],
  ['the path of another tenant', {}, `/${otherTenantId}/oauth2/v2.0/token`, 'invalid_grant', 50020],
  ['the path of no tenant', {}, '/unknown.example/oauth2/v2.0/token', 'invalid_request', 90002],
  ['a text that is none', { refresh_token: 'x' }, undefined, 'invalid_grant', 9002313],
  ['nothing', { refresh_token: '' }, undefined, 'invalid_request', 900144],
  [
    'scopes of two resources',
    { scope: 'https://management.azure.com/.default https://graph.microsoft.com/.default' },
    undefined,
    'invalid_scope',
    70011,
  ],
  ['an unknown resource', { resource: 'https://unknown.example' }, undefined, 'invalid_resource', 500011],
] as const) {
  test(`a refresh token is refused with ${what}, and nothing changes`, async (t) => {
    const azure = await startSignIns(t)
    const form = refreshWith(await signIn(azure), change)
    const before = await dumpStore(azure.store)

    const reply = await azure.postToken(form, path)

    assertRefusedWith(reply, error, code)
    assert.equal(await dumpStore(azure.store), before)
  })
}

test('a refresh token is refused when its user is gone', async (t) => {
  const azure = await startSignIns(t)
  const refreshToken = await signIn(azure)
  azure.forgetUsers()

  assertRefusedWith(await azure.postToken(refreshWith(refreshToken)), 'invalid_grant', 50034)
})

for (const app of [webApp, mixedApp]) {
  test(`what a server was given, it renews with its secret alone: ${app.redirectUri}`, async (t) => {
    const azure = await startSignIns(t)
    const of = { client_id: app.clientId, redirect_uri: app.redirectUri }
    const code = await azure.newCode({ ...cliRequest, ...of })
    const { body } = await azure.postToken({ ...cliRedemption(code), ...of, client_secret: app.secret })
    const form = refreshWith(body.refresh_token, { client_id: app.clientId })

    assertRefusedWith(await azure.postToken(form), 'invalid_client', 7000218)
    const renewed = await azure.postToken({ ...form, client_secret: app.secret })
    assert.equal(renewed.status, 200)
    const again = refreshWith(renewed.body.refresh_token, { client_id: app.clientId })
    assertRefusedWith(await azure.postToken(again), 'invalid_client', 7000218)
  })
}

test('a code is no refresh token, nor is the cookie of a session', async (t) => {
  const azure = await startSignIns(t)
  const code = await azure.newCode(cliRequest)
  const cookie = azure.browser.cookies.get('__Host-lazulite-8443') ?? assert.fail()

  assertRefusedWith(await azure.postToken(refreshWith(code)), 'invalid_grant', 70008)
  assertRefusedWith(await azure.postToken(refreshWith(cookie)), 'invalid_grant', 70008)
})

test('no refresh token or code stands in the store', async (t) => {
  const azure = await startSignIns(t)
  const code = await azure.newCode(cliRequest)
  const { body } = await azure.postToken(cliRedemption(code))

  const dump = await dumpStore(azure.store)

  assert.ok(!dump.includes(code) && !dump.includes(body.refresh_token))
})
