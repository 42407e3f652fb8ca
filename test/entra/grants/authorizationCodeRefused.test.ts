import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Form } from '../../support/asForm.ts'
import { dumpStore } from '../../support/dumpStore.ts'
import { azureCli, reader } from '../../support/known.ts'
import {
  assertRefusedWith,
  challengeOf,
  cliRedemption,
  cliRequest,
  startSignIns,
  verifier,
} from '../../support/signIns.ts'
import { mixedApp, webApp } from '../../support/signInWorld.ts'
import { otherTenantId } from '../../support/twoTenants.ts'

const { code_challenge: _challenge, code_challenge_method: _method, ...withoutPkce } = cliRequest
const { code_verifier: _verifier, ...withoutVerifier } = cliRedemption('')

const refreshWith = (refreshToken: string): Form => ({
  grant_type: 'refresh_token',
  client_id: azureCli,
  refresh_token: refreshToken,
})

test('a code that is shown twice is refused, and what came of it is taken back', async (t) => {
  const azure = await startSignIns(t)
  const code = await azure.newCode(cliRequest)
  const first = await azure.postToken(cliRedemption(code))

  const second = await azure.postToken(cliRedemption(code))
  const third = await azure.postToken(cliRedemption(code))

  assertRefusedWith(second, 'invalid_grant', 54005)
  assert.match(second.body.error_description, /^AADSTS54005: OAuth2 Authorization code was already redeemed/)
  assertRefusedWith(third, 'invalid_grant', 54005)
  assertRefusedWith(await azure.postToken(refreshWith(first.body.refresh_token)), 'invalid_grant', 70008)
})

test('what came of a code is taken back whole, with what was renewed since', async (t) => {
  const azure = await startSignIns(t)
  const code = await azure.newCode(cliRequest)
  const first = await azure.postToken(cliRedemption(code))
  const renewed = await azure.postToken(refreshWith(first.body.refresh_token))

  await azure.postToken(cliRedemption(code))

  assertRefusedWith(await azure.postToken(refreshWith(renewed.body.refresh_token)), 'invalid_grant', 70008)
})

test('a replayed code leaves other sign-ins of the same user alone', async (t) => {
  const azure = await startSignIns(t)
  const other = await azure.postToken(cliRedemption(await azure.newCode(cliRequest)))
  const code = await azure.newCode(cliRequest)
  await azure.postToken(cliRedemption(code))

  await azure.postToken(cliRedemption(code))

  assert.equal((await azure.postToken(refreshWith(other.body.refresh_token))).status, 200)
})

test('of two who redeem a code at once, one gets tokens, and their refresh token is good no more', async (t) => {
  const azure = await startSignIns(t)
  const code = await azure.newCode(cliRequest)

  const answers = await Promise.all([azure.postToken(cliRedemption(code)), azure.postToken(cliRedemption(code))])

  const [given, ...others] = answers.filter(({ status }) => status === 200)
  assert.ok(given && others.length === 0)
  const refused = answers.find(({ status }) => status !== 200)
  assertRefusedWith(refused ?? assert.fail(), 'invalid_grant', 54005)
  assertRefusedWith(await azure.postToken(refreshWith(given.body.refresh_token)), 'invalid_grant', 70008)
})

test('a code is good for ten minutes', async (t) => {
  const azure = await startSignIns(t)
  const [early, late] = [await azure.newCode(cliRequest), await azure.newCode(cliRequest)]

  azure.skip(9 * 60_000)
  const inTime = await azure.postToken(cliRedemption(early))
  azure.skip(60_000)

  assert.equal(inTime.status, 200)
  assertRefusedWith(await azure.postToken(cliRedemption(late)), 'invalid_grant', 70008)
})

for (const [what, change, error, code] of [
  ['another verifier', { code_verifier: verifier.toUpperCase() }, 'invalid_grant', 501481],
  ['the challenge for a verifier', { code_verifier: challengeOf(verifier) }, 'invalid_grant', 501481],
  ['a verifier that is too short', { code_verifier: 'short' }, 'invalid_grant', 501481],
  ['no verifier', { code_verifier: '' }, 'invalid_grant', 50148],
  ['another client', { client_id: reader.clientId, client_secret: reader.secret }, 'invalid_grant', 70000],
  ['another path', { redirect_uri: 'http://localhost:54321/' }, 'invalid_client', 500112],
  ['another port', { redirect_uri: 'http://localhost:54322' }, 'invalid_client', 500112],
  ['no redirect URI', { redirect_uri: '' }, 'invalid_request', 900144],
  ['no client', { client_id: '' }, 'invalid_request', 900144],
  ['a secret, which the client has none of', { client_secret: 'guessed-secret' }, 'invalid_client', 700025],
  ['a resource that nobody knows', { resource: 'https://unknown.example' }, 'invalid_resource', 500011],
] as const) {
  test(`a code is refused with ${what}, and stays good for its owner`, async (t) => {
    const azure = await startSignIns(t)
    const authorizationCode = await azure.newCode(cliRequest)
    const before = await dumpStore(azure.store)

    const reply = await azure.postToken({ ...cliRedemption(authorizationCode), ...change })

    assertRefusedWith(reply, error, code)
    assert.equal(await dumpStore(azure.store), before, 'nothing has changed')
    assert.equal((await azure.postToken(cliRedemption(authorizationCode))).status, 200)
  })
}

test('a verifier is refused that was not announced', async (t) => {
  const azure = await startSignIns(t)
  const code = await azure.newCode(withoutPkce)

  assertRefusedWith(await azure.postToken(cliRedemption(code)), 'invalid_grant', 50148)
  assert.equal((await azure.postToken({ ...withoutVerifier, code })).status, 200)
})

test('who has used a code once, but cannot show the verifier, takes nothing back by showing it again', async (t) => {
  const azure = await startSignIns(t)
  const code = await azure.newCode(cliRequest)
  const { body } = await azure.postToken(cliRedemption(code))

  const reply = await azure.postToken({ ...cliRedemption(code), code_verifier: '' })

  assertRefusedWith(reply, 'invalid_grant', 50148)
  assert.equal((await azure.postToken(refreshWith(body.refresh_token))).status, 200)
})

test("a server's code is refused without its secret, and with a wrong one", async (t) => {
  const azure = await startSignIns(t)
  const ofWeb = { client_id: webApp.clientId, redirect_uri: webApp.redirectUri }
  const code = await azure.newCode({ ...withoutPkce, ...ofWeb })
  const form = { grant_type: 'authorization_code', code, ...ofWeb }

  assertRefusedWith(await azure.postToken(form), 'invalid_client', 7000218)
  assertRefusedWith(await azure.postToken({ ...form, client_secret: 'wrong' }), 'invalid_client', 7000215)
  assert.equal((await azure.postToken({ ...form, client_secret: webApp.secret })).status, 200)
})

test('of a client of both kinds, what was given to its server asks for the secret, and what to its app does not', async (t) => {
  const azure = await startSignIns(t)
  const ofServer = { client_id: mixedApp.clientId, redirect_uri: mixedApp.redirectUri }
  const ofApp = { client_id: mixedApp.clientId, redirect_uri: 'http://localhost:1234' }
  const serverCode = await azure.newCode({ ...cliRequest, ...ofServer })
  const appCode = await azure.newCode({ ...cliRequest, ...ofApp })

  const refused = await azure.postToken({ ...cliRedemption(serverCode), ...ofServer })
  const given = await azure.postToken({ ...cliRedemption(appCode), ...ofApp })

  assertRefusedWith(refused, 'invalid_client', 7000218)
  assert.equal(given.status, 200)
})

test('a code is refused at the path of another tenant', async (t) => {
  const azure = await startSignIns(t)
  const code = await azure.newCode(cliRequest)

  const reply = await azure.postToken(cliRedemption(code), `/${otherTenantId}/oauth2/v2.0/token`)

  assertRefusedWith(reply, 'invalid_grant', 700005)
})

test('a code is refused when its user is gone', async (t) => {
  const azure = await startSignIns(t)
  const code = await azure.newCode(cliRequest)
  azure.forgetUsers()

  assertRefusedWith(await azure.postToken(cliRedemption(code)), 'invalid_grant', 50034)
})

test('what was never a code is refused as malformed, and what is no code any more as expired', async (t) => {
  const azure = await startSignIns(t)
  const code = await azure.newCode(cliRequest)
  const { body } = await azure.postToken(cliRedemption(code))

  assertRefusedWith(await azure.postToken(cliRedemption('0.AXkA')), 'invalid_grant', 9002313)
  assertRefusedWith(await azure.postToken(cliRedemption('A'.repeat(43))), 'invalid_grant', 70008)
  assertRefusedWith(await azure.postToken(cliRedemption(body.refresh_token)), 'invalid_grant', 70008)
  assertRefusedWith(await azure.postToken(cliRedemption('')), 'invalid_request', 900144)
})
