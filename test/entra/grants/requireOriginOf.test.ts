import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Form } from '../../support/asForm.ts'
import { origin } from '../../support/known.ts'
import { assertRefusedWith, cliRedemption, cliRequest, startSignIns } from '../../support/signIns.ts'
import { pageApp, webApp } from '../../support/signInWorld.ts'

const pageOrigin = new URL(pageApp.redirectUri).origin
const ofPage = { client_id: pageApp.clientId, redirect_uri: pageApp.redirectUri }
const ofWeb = { client_id: webApp.clientId, redirect_uri: webApp.redirectUri }

const start = async (t: TestContext) => {
  const azure = await startSignIns(t, { corsOrigins: [pageOrigin] })
  const redeem = (form: Form, headers: Form = {}) => azure.post('/organizations/oauth2/v2.0/token', form, headers)
  const refreshWith = (refreshToken: string, ofClient: Form): Form => ({
    ...ofClient,
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
  })
  return { ...azure, redeem, refreshWith }
}

test('what a page was given is redeemed by pages alone, on this server or elsewhere', async (t) => {
  const { newCode, redeem, refreshWith } = await start(t)
  const redemption = { ...cliRedemption(await newCode({ ...cliRequest, ...ofPage })), ...ofPage }

  const byProgram = await redeem(redemption)
  const byPage = await redeem(redemption, { origin: pageOrigin })
  const renewedByProgram = await redeem(refreshWith(byPage.body.refresh_token, ofPage))
  const renewedByPage = await redeem(refreshWith(byPage.body.refresh_token, ofPage), { origin })
  const renewedAgainByProgram = await redeem(refreshWith(renewedByPage.body.refresh_token, ofPage))

  assertRefusedWith(byProgram, 'invalid_request', 9002327)
  assert.deepEqual([byPage.status, renewedByPage.status], [200, 200], JSON.stringify(byPage.body))
  assertRefusedWith(renewedByProgram, 'invalid_request', 9002327)
  assertRefusedWith(renewedAgainByProgram, 'invalid_request', 9002327)
})

test('what a server or a program was given is redeemed by no page, but for those of this server', async (t) => {
  const { newCode, redeem, refreshWith } = await start(t)
  const { code_challenge: _, code_challenge_method: __, ...withoutPkce } = cliRequest
  const ofServer: Form = {
    ...ofWeb,
    grant_type: 'authorization_code',
    code: await newCode({ ...withoutPkce, ...ofWeb }),
    client_secret: webApp.secret,
  }
  const ofProgram = cliRedemption(await newCode(cliRequest))

  for (const redemption of [ofServer, ofProgram]) {
    const byPage = await redeem(redemption, { origin: pageOrigin })
    const byOwnPage = await redeem(redemption, { origin })
    const { client_id = '' } = redemption
    const renewedByPage = await redeem(refreshWith(byOwnPage.body.refresh_token, { client_id }), { origin: pageOrigin })

    assertRefusedWith(byPage, 'invalid_request', 9002326)
    assert.match(byPage.body.error_description, /Request origin: 'https:\/\/page\.example'\./)
    assert.equal(byOwnPage.status, 200, JSON.stringify(byOwnPage.body))
    assertRefusedWith(renewedByPage, 'invalid_request', 9002326)
  }
})
