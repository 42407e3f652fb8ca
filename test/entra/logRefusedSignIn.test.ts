import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Form } from '../support/asForm.ts'
import { answerDevice, askForCodes, poll } from '../support/devices.ts'
import { keepLog } from '../support/keepLog.ts'
import { azureCli, owner, tenantId, user } from '../support/known.ts'
import { cliRedemption, cliRequest, startSignIns } from '../support/signIns.ts'
import { mixedApp, webApp } from '../support/signInWorld.ts'
import { ownerForm } from '../support/tokenRequests.ts'

const start = async (t: TestContext) => {
  const { log, lines } = keepLog()
  const azure = await startSignIns(t, { log })
  return { ...azure, lines, warnings: () => lines.filter(({ level }) => level >= 40) }
}
const path = `/${tenantId}/oauth2/v2.0/token`

test('every line about a sign-in has the id of the request that it came of', async (t) => {
  const azure = await start(t)
  const code = await azure.newCode(cliRequest)
  const { body } = await azure.postToken(cliRedemption(code))
  const refresh = { grant_type: 'refresh_token', client_id: azureCli, refresh_token: body.refresh_token }
  await azure.postToken(refresh)
  await azure.postToken(refresh)
  await azure.postToken(cliRedemption(code))
  const codes = await askForCodes(azure)
  await answerDevice(azure, codes.user_code)
  await azure.postToken({ ...ownerForm, client_secret: 'a guess' }, path)

  const told = azure.lines.filter(({ msg }) => msg !== 'answered')
  assert.deepEqual(
    new Set(told.map(({ msg }) => msg)),
    new Set([
      'a user has signed in',
      'a refresh token was used again',
      'an authorization code was used twice: all that came of it is taken back',
      'a user has answered for a device',
      'a sign-in was refused',
    ]),
  )
  for (const { msg, requestId } of told) {
    const answered = azure.lines.filter((line) => line.msg === 'answered' && line.requestId === requestId)
    assert.equal(answered.length, 1, msg)
  }
})

test('a wrong password is in the log with the tenant that was asked, and neither with the name nor the password', async (t) => {
  const azure = await start(t)

  const visit = await azure.browser.signIn(`/${tenantId}/oauth2/v2.0/authorize?${new URLSearchParams(cliRequest)}`, {
    userName: user.name,
    password: 'a guess',
  })

  assert.equal(visit.page?.status, 400)
  const [line, ...more] = azure.warnings()
  assert.ok(line && more.length === 0)
  const { msg, code, tenant, address, clientId } = line
  assert.deepEqual(
    { msg, code, tenant, address, clientId },
    { msg: 'a sign-in was refused', code: 50126, tenant: tenantId, address: '127.0.0.1', clientId: undefined },
  )
  assert.ok(!JSON.stringify(azure.lines).includes(user.name))
})

const secretWrong = {
  grant_type: 'authorization_code',
  client_id: mixedApp.clientId,
  redirect_uri: mixedApp.redirectUri,
}
const signInOfMixed = {
  client_id: mixedApp.clientId,
  response_type: 'code',
  redirect_uri: mixedApp.redirectUri,
  scope: 'openid',
}

test('a wrong secret of an application is in the log, whatever it is shown for, without the secret', async (t) => {
  const azure = await start(t)
  const code = await azure.newCode(signInOfMixed)

  await azure.postToken({ ...ownerForm, client_secret: 'a guess' }, path)
  await azure.postToken({ ...secretWrong, code, client_secret: 'a guess' }, path)

  assert.deepEqual(
    azure.warnings().map(({ msg, code, tenant, clientId, address }) => ({ msg, code, tenant, clientId, address })),
    [owner.clientId, mixedApp.clientId].map((clientId) => ({
      msg: 'a sign-in was refused',
      code: 7000215,
      tenant: tenantId,
      clientId,
      address: '127.0.0.1',
    })),
  )
  assert.ok(!JSON.stringify(azure.lines).includes('a guess'))
})

test('so is an application that nobody knows, but for an id that is none: people paste secrets there', async (t) => {
  const azure = await start(t)
  const unknown = 'eeeeeeee-0000-0000-0000-000000000009'

  await azure.postToken({ ...ownerForm, client_id: unknown }, path)
  await azure.postToken({ ...ownerForm, client_id: webApp.secret }, path)

  assert.deepEqual(
    azure.warnings().map(({ code, clientId }) => [code, clientId]),
    [
      [700016, unknown],
      [700016, undefined],
    ],
  )
  assert.ok(!JSON.stringify(azure.lines).includes(webApp.secret))
})

test('so is who has guessed too often', async (t) => {
  const azure = await start(t)

  for (let n = 0; n < 11; n++) await azure.postToken({ ...ownerForm, client_secret: 'a guess' }, path)

  assert.deepEqual(
    azure.warnings().map(({ code }) => code),
    [...Array(10).fill(7000215), 90055],
  )
})

const harmless: Readonly<Record<string, Form>> = {
  'without a grant type': {},
  'with a grant type that nobody knows': { ...ownerForm, grant_type: 'password' },
  'without a client': { grant_type: 'client_credentials', scope: 'x' },
  'for a scope that there is none of': { ...ownerForm, scope: 'https://vault.azure.net/.default' },
  'with a code that has expired': cliRedemption('x'.repeat(43)),
}

for (const [what, form] of Object.entries(harmless)) {
  test(`a token request ${what} is refused, and no warning`, async (t) => {
    const azure = await start(t)

    assert.equal((await azure.postToken(form, path)).status, 400)

    assert.deepEqual(azure.warnings(), [])
  })
}

test('a device that asks before anybody has answered is no warning', async (t) => {
  const azure = await start(t)

  assert.equal((await poll(azure, await askForCodes(azure))).status, 400)

  assert.deepEqual(azure.warnings(), [])
})
