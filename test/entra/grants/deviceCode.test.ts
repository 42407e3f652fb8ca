import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeJwt } from 'jose'
import { answerDevice, askForCodes, cliDevice, poll, pollForm, typeCode } from '../../support/devices.ts'
import { dumpStore } from '../../support/dumpStore.ts'
import { azureCli, owner, reader, tenantId, user } from '../../support/known.ts'
import { assertRefusedWith, startSignIns } from '../../support/signIns.ts'
import { bob, mixedApp, webApp } from '../../support/signInWorld.ts'
import { otherTenantId } from '../../support/twoTenants.ts'

test('a device is given a code to show and one to poll with, in the words of the real service', async (t) => {
  const azure = await startSignIns(t)

  const v2 = await azure.post('/organizations/oauth2/v2.0/devicecode', cliDevice)
  const v1 = await azure.post('/common/oauth2/devicecode', {
    client_id: azureCli,
    resource: 'https://management.azure.com/',
  })

  for (const [{ status, body }, address, expires_in, interval] of [
    [v2, 'verification_uri', 900, 5],
    [v1, 'verification_url', '900', '5'],
  ] as const) {
    const { user_code, device_code, ...rest } = body
    assert.equal(status, 200)
    assert.match(user_code, /^[A-Z]{9}$/)
    assert.match(device_code, /^[\w-]{43}$/)
    assert.deepEqual(rest, {
      [address]: 'https://localhost:8443/device',
      expires_in,
      interval,
      message:
        'To sign in, use a web browser to open the page https://localhost:8443/device and enter the code ' +
        `${user_code} to authenticate.`,
    })
  }
})

test('a device waits until somebody has signed in, and then has tokens of that user', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)

  const waiting = await poll(azure, codes)
  const done = await answerDevice(azure, codes.user_code)
  const { status, body } = await poll(azure, codes, { client_info: '1' })

  assertRefusedWith(waiting, 'authorization_pending', 70016)
  assert.match(done.page?.text ?? '', /You have signed in/)
  assert.equal(status, 200)
  assert.equal(
    body.scope,
    'openid profile offline_access https://management.core.windows.net//user_impersonation ' +
      'https://management.core.windows.net//.default',
  )
  const { oid, tid, aud } = decodeJwt(body.access_token)
  assert.deepEqual(
    { oid, tid, aud },
    { oid: user.objectId, tid: tenantId, aud: 'https://management.core.windows.net/' },
  )
  assert.equal(decodeJwt(body.id_token).preferred_username, user.name)
  assert.equal(typeof body.client_info, 'string')
  const renewed = await azure.postToken(
    { grant_type: 'refresh_token', client_id: azureCli, refresh_token: body.refresh_token },
    `/${tenantId}/oauth2/v2.0/token`,
  )
  assert.equal(renewed.status, 200)
})

test('neither code can be read out of the database while it is good, answered or not', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)
  const asked = await dumpStore(azure.store)
  await answerDevice(azure, codes.user_code)

  const answered = await dumpStore(azure.store)

  for (const dump of [asked, answered]) {
    assert.match(dump, /userCode/)
    for (const code of [codes.user_code, codes.device_code]) assert.ok(!dump.includes(code))
  }
  assert.equal((await poll(azure, codes)).status, 200)
})

test('version 1 polls by its own names, and has its refresh token unasked', async (t) => {
  const azure = await startSignIns(t)
  const form = { client_id: azureCli, resource: 'https://management.azure.com/' }
  const codes = await askForCodes(azure, form, '/common/oauth2/devicecode')
  await answerDevice(azure, codes.user_code)

  const { status, body } = await azure.postToken(
    { grant_type: 'device_code', ...form, code: codes.device_code },
    '/common/oauth2/token',
  )

  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual([typeof body.refresh_token, body.expires_in], ['string', '3599'])
})

test('a device may poll with device_code alone', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)
  await answerDevice(azure, codes.user_code)
  const { code: _, ...form } = pollForm(codes)

  assert.equal((await azure.postToken(form)).status, 200)
})

test('polling changes nothing in the store', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)
  const before = await dumpStore(azure.store)

  for (let count = 0; count < 3; count++) await poll(azure, codes)

  assert.equal(await dumpStore(azure.store), before)
})

test('a device learns that the user said no, whenever it asks', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)

  const said = await answerDevice(azure, codes.user_code, 'cancel')

  assert.match(said.page?.text ?? '', /You have not signed in/)
  assertRefusedWith(await poll(azure, codes), 'authorization_declined', 65004)
  assertRefusedWith(await poll(azure, codes), 'authorization_declined', 65004)
})

test('an answered code gives tokens once, also to two that ask at the same time', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)
  await answerDevice(azure, codes.user_code)

  const answers = await Promise.all([poll(azure, codes), poll(azure, codes)])

  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400])
  assertRefusedWith(await poll(azure, codes), 'expired_token', 70020)
})

test('a code is good for a quarter of an hour, for the device and for the user', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)
  azure.skip(899_000)
  assertRefusedWith(await poll(azure, codes), 'authorization_pending', 70016)

  azure.skip(1_000)

  assertRefusedWith(await poll(azure, codes), 'expired_token', 70020)
  const v1 = await azure.postToken(pollForm(codes, { grant_type: 'device_code' }), '/common/oauth2/token')
  assertRefusedWith(v1, 'code_expired', 70020)
  const { page } = await typeCode(azure, codes.user_code)
  assert.match(page?.text ?? '', /This code is not known, or no longer good/)
})

for (const [what, change, error, code] of [
  ['a text that is no code', { code: 'x', device_code: 'x' }, 'bad_verification_code', 70018],
  ['a guessed code', { code: 'A'.repeat(43), device_code: 'A'.repeat(43) }, 'expired_token', 70020],
  ['two codes that differ', { code: 'x' }, 'invalid_request', 9002313],
  ['no code', { code: '', device_code: '' }, 'invalid_request', 900144],
  ['no client', { client_id: '' }, 'invalid_request', 900144],
  ['another client', { client_id: mixedApp.clientId }, 'invalid_grant', 70000],
  [
    'another client with its secret',
    { client_id: reader.clientId, client_secret: reader.secret },
    'invalid_grant',
    70000,
  ],
] as const) {
  test(`a poll with ${what} is refused, though the user has said yes, and the device goes on`, async (t) => {
    const azure = await startSignIns(t)
    const codes = await askForCodes(azure)
    await answerDevice(azure, codes.user_code)

    const reply = await poll(azure, codes, change)

    assertRefusedWith(reply, error, code)
    assert.equal((await poll(azure, codes)).status, 200)
  })
}

test('a poll with the user code is refused', async (t) => {
  const azure = await startSignIns(t)
  const { user_code } = await askForCodes(azure)

  const reply = await poll(azure, { user_code, device_code: user_code })

  assertRefusedWith(reply, 'bad_verification_code', 70018)
})

test('a server shows its secret when it polls; an app that is installed, too, does not have to', async (t) => {
  const azure = await startSignIns(t)
  const statuses: unknown[] = []

  for (const [{ clientId }, more] of [
    [owner, {}],
    [webApp, {}],
    [webApp, { client_secret: webApp.secret }],
    [mixedApp, {}],
  ] as const) {
    const codes = await askForCodes(azure, { ...cliDevice, client_id: clientId })
    await answerDevice(azure, codes.user_code)
    const { body } = await poll(azure, codes, { client_id: clientId, ...more })
    statuses.push(body.error_codes?.[0] ?? decodeJwt(body.access_token).appidacr)
  }

  assert.deepEqual(statuses, [7000218, 7000218, '1', '0'])
})

test('a device that asked a tenant gets no user of another', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure, cliDevice, `/${tenantId}/oauth2/v2.0/devicecode`)

  const { page } = await typeCode(azure, codes.user_code, bob)

  assert.match(page?.text ?? '', /AADSTS50020/)
  assertRefusedWith(await poll(azure, codes), 'authorization_pending', 70016)
})

test('a device that asked any tenant polls at its user’s own, and at no other', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)
  await answerDevice(azure, codes.user_code)

  const elsewhere = await azure.postToken(pollForm(codes), `/${otherTenantId}/oauth2/v2.0/token`)
  const athome = await azure.postToken(pollForm(codes), `/${tenantId}/oauth2/v2.0/token`)

  assertRefusedWith(elsewhere, 'invalid_grant', 50020)
  assert.equal(athome.status, 200)
})

test('an application of one tenant is not there for the users of another', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure, { ...cliDevice, client_id: mixedApp.clientId })

  const { page } = await typeCode(azure, codes.user_code, bob)

  assert.match(page?.text ?? '', /AADSTS700016/)
})

test('a device has no tokens of a user who is gone', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)
  await answerDevice(azure, codes.user_code)
  azure.forgetUsers()

  assertRefusedWith(await poll(azure, codes), 'invalid_grant', 50034)
})

for (const [what, change, path, error, code] of [
  [
    'an unknown client',
    { client_id: '99999999-9999-9999-9999-999999999999' },
    undefined,
    'unauthorized_client',
    700016,
  ],
  ['no client', { client_id: '' }, undefined, 'invalid_request', 900144],
  ['no scope', { scope: '' }, undefined, 'invalid_request', 900144],
  ['an unknown resource', { scope: 'https://unknown.example/.default' }, undefined, 'invalid_resource', 500011],
  [
    'two resources',
    { scope: 'https://management.azure.com/.default https://graph.microsoft.com/.default' },
    undefined,
    'invalid_scope',
    70011,
  ],
  ['an unknown tenant', {}, '/unknown.example/oauth2/v2.0/devicecode', 'invalid_request', 90002],
  [
    'an application of another tenant',
    { client_id: mixedApp.clientId },
    `/${otherTenantId}/oauth2/v2.0/devicecode`,
    'unauthorized_client',
    700016,
  ],
] as const) {
  test(`no codes are given for ${what}`, async (t) => {
    const azure = await startSignIns(t)
    const before = await dumpStore(azure.store)

    const reply = await azure.post(path ?? '/organizations/oauth2/v2.0/devicecode', { ...cliDevice, ...change })

    assertRefusedWith(reply, error, code)
    assert.equal(await dumpStore(azure.store), before)
  })
}
