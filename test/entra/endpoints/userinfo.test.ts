import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { decodeJwt, SignJWT } from 'jose'
import { asForm } from '../../support/asForm.ts'
import { authorizeUrl, broughtBack } from '../../support/authorizeRequests.ts'
import { inject } from '../../support/inject.ts'
import { tenantId } from '../../support/known.ts'
import { startSignIns } from '../../support/signIns.ts'
import { ann } from '../../support/signInWorld.ts'
import { ownerForm } from '../../support/tokenRequests.ts'
import { otherTenantId } from '../../support/twoTenants.ts'

/** What a client has after a sign-in that asked for something about the user. */
const givenTokens = async (t: TestContext, scope = 'openid profile email') => {
  const service = await startSignIns(t)
  const visit = await service.browser.signIn(authorizeUrl({ response_type: 'id_token token', scope }), ann)
  const { id_token: idToken = '', access_token: accessToken = '' } = broughtBack(visit)
  const ask = (token: string) => service.send('GET', '/oidc/userinfo', { token, query: '' })
  return { service, idToken, accessToken, ask }
}

test('tells of the user what the id token told', async (t) => {
  const { idToken, accessToken, ask } = await givenTokens(t)

  const { status, body, headers } = await ask(accessToken)

  const { sub, name, preferred_username } = decodeJwt(idToken)
  assert.equal(status, 200)
  assert.deepEqual(body, { sub, name, preferred_username, email: ann.userName })
  assert.equal(headers['content-type'], 'application/json; charset=utf-8')
})

test('tells no more than was asked for at the sign-in', async (t) => {
  const { accessToken, ask } = await givenTokens(t, 'openid')

  assert.deepEqual(Object.keys((await ask(accessToken)).body), ['sub'])
})

test('is answered by POST, too, with the token in the header or in the body', async (t) => {
  const { accessToken, service, ask } = await givenTokens(t)
  const url = '/oidc/userinfo'
  const headers = { authorization: `Bearer ${accessToken}` }
  const expected = (await ask(accessToken)).body

  const byHeader = await inject(service, { method: 'POST', url, headers })
  const byBody = await inject(service, { url, ...asForm({ access_token: accessToken }) })

  assert.deepEqual([JSON.parse(byHeader.text), JSON.parse(byBody.text)], [expected, expected])
})

test('whoever shows no token is told how to', async (t) => {
  const { send } = await startSignIns(t)

  for (const authorization of [undefined, 'Basic eDp5', 'Bearer', 'Bearer a b']) {
    const given = authorization === undefined ? {} : { authorization }
    const { status, headers, body } = await send('GET', '/oidc/userinfo', { token: null, query: '', headers: given })

    assert.equal(status, 401)
    assert.equal(headers['www-authenticate'], 'Bearer')
    assert.equal(body.error, 'invalid_token')
  }
})

test('no other token will do', async (t) => {
  const { accessToken, idToken, ask, service } = await givenTokens(t)
  const { signingKeys, browser } = service
  const claims = decodeJwt(accessToken)
  const signed = (changes: object) =>
    signingKeys.sign({ ...claims, ...changes } as Parameters<typeof signingKeys.sign>[0])
  const forArm = broughtBack(await browser.open(authorizeUrl({ response_type: 'token', scope: 'user_impersonation' })))
  const hmac = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.alloc(32))

  for (const [what, token] of [
    ['nonsense', 'x.y.z'],
    ['an id token', idToken],
    ['one for Resource Manager', forArm.access_token ?? ''],
    ['one that was signed by somebody else', hmac],
    ['one that was tampered with', `${accessToken.slice(0, -4)}AAAA`],
    ['one of another audience', await signed({ aud: 'https://management.azure.com/' })],
    ['one of another issuer', await signed({ iss: 'https://sts.windows.net/x/' })],
    ['one of another tenant', await signed({ tid: otherTenantId })],
    ['one of a user who is gone', await signed({ oid: '99999999-9999-9999-9999-999999999999' })],
    ['one that is not good yet', await signed({ nbf: (claims.nbf ?? 0) + 1000 })],
    ['one without an end', await signed({ exp: undefined })],
  ] as const) {
    const { status, headers, body } = await ask(token)

    assert.equal(status, 401, what)
    assert.match(String(headers['www-authenticate']), /^Bearer error="invalid_token", error_description="[^"\r\n]+"$/)
    assert.deepEqual([body.error, 'sub' in body], ['invalid_token', false])
  }
})

test('a good token without the scope openid is told which scope it lacks', async (t) => {
  const { ask, service } = await givenTokens(t)
  const scope = 'https://graph.microsoft.com/User.Read profile'
  const visit = await service.browser.open(authorizeUrl({ response_type: 'token', scope }))

  const ofApplication = await service.postToken(
    { ...ownerForm, scope: 'https://graph.microsoft.com/.default' },
    `/${tenantId}/oauth2/v2.0/token`,
  )

  for (const token of [broughtBack(visit).access_token, ofApplication.body.access_token]) {
    const { status, headers, body } = await ask(token)

    assert.equal(status, 403)
    assert.equal(headers['www-authenticate'], 'Bearer error="insufficient_scope", scope="openid"')
    assert.deepEqual([body.error, 'sub' in body], ['insufficient_scope', false])
  }
})

test('a token in the header and one in the body are refused together, though they be the same', async (t) => {
  const { accessToken, service } = await givenTokens(t)

  const { status, headers, body } = await service.post(
    '/oidc/userinfo',
    { access_token: accessToken },
    { authorization: `Bearer ${accessToken}` },
  )

  assert.equal(status, 400)
  assert.equal(headers['www-authenticate'], 'Bearer error="invalid_request"')
  assert.deepEqual([body.error, 'sub' in body], ['invalid_request', false])
})

test('a token is good for as long as it says', async (t) => {
  const { accessToken, ask, service } = await givenTokens(t)

  service.skip(3_599_000 - 60_000)
  assert.equal((await ask(accessToken)).status, 200)
  service.skip(120_000)
  assert.equal((await ask(accessToken)).status, 401)
})
