import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { decodeJwt, SignJWT } from 'jose'
import { ann, authorizeUrl, broughtBack, startSignIn } from './signInSupport.ts'
import { goodForm } from './support.ts'

/** What a client has after a sign-in that asked for something about the user. */
const givenTokens = async (t: TestContext, scope = 'openid profile email') => {
  const service = await startSignIn(t)
  const visit = await service.browser.signIn(authorizeUrl({ response_type: 'id_token token', scope }), ann)
  const { id_token: idToken = '', access_token: accessToken = '' } = broughtBack(visit)
  const ask = (token: string) => service.get('/oidc/userinfo', { authorization: `Bearer ${token}` })
  return { ...service, idToken, accessToken, ask }
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
  const { accessToken, app, ask } = await givenTokens(t)
  const url = '/oidc/userinfo'
  const host = 'localhost:8443'
  const expected = (await ask(accessToken)).body

  const byHeader = await app.inject({ method: 'POST', url, headers: { host, authorization: `Bearer ${accessToken}` } })
  const byBody = await app.inject({
    method: 'POST',
    url,
    headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ access_token: accessToken }).toString(),
  })

  assert.deepEqual([byHeader.json(), byBody.json()], [expected, expected])
})

test('whoever shows no token is told how to', async (t) => {
  const { get } = await startSignIn(t)

  for (const authorization of [undefined, 'Basic eDp5', 'Bearer', 'Bearer a b']) {
    const { status, headers, body } = await get('/oidc/userinfo', authorization === undefined ? {} : { authorization })

    assert.equal(status, 401)
    assert.equal(headers['www-authenticate'], 'Bearer')
    assert.equal(body.error, 'invalid_token')
  }
})

test('no other token will do', async (t) => {
  const { accessToken, idToken, ask, postToken, signingKeys, browser } = await givenTokens(t)
  const claims = decodeJwt(accessToken)
  const signed = (changes: object) =>
    signingKeys.sign({ ...claims, ...changes } as Parameters<typeof signingKeys.sign>[0])
  const forArm = broughtBack(await browser.open(authorizeUrl({ response_type: 'token', scope: 'user_impersonation' })))
  const ofApplication = await postToken({ ...goodForm, scope: 'https://graph.microsoft.com/.default' })
  const hmac = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.alloc(32))

  for (const [what, token] of [
    ['nonsense', 'x.y.z'],
    ['an id token', idToken],
    ['one for Resource Manager', forArm.access_token ?? ''],
    ['one of an application', ofApplication.body.access_token ?? ''],
    ['one that was signed by somebody else', hmac],
    ['one that was tampered with', `${accessToken.slice(0, -4)}AAAA`],
    ['one without openid', await signed({ scp: 'User.Read profile' })],
    ['one of another audience', await signed({ aud: 'https://management.azure.com/' })],
    ['one of another issuer', await signed({ iss: 'https://sts.windows.net/x/' })],
    ['one of another tenant', await signed({ tid: '22222222-2222-2222-2222-22222222222f' })],
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

test('a token is good for as long as it says', async (t) => {
  const { accessToken, ask, skip } = await givenTokens(t)

  skip(3599_000 - 1000)
  assert.equal((await ask(accessToken)).status, 200)
  skip(2000)
  assert.equal((await ask(accessToken)).status, 401)
})
