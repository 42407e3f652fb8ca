import assert from 'node:assert/strict'
import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import { before, test } from 'node:test'
import { CompactSign, decodeJwt, decodeProtectedHeader, importJWK, type JWTPayload } from 'jose'
import { browse } from '../support/browse.ts'
import { azureCli, nobody, origin, owner, runtimeUrl, tenantId } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { startService } from '../support/startService.ts'
import { postToken } from '../support/tokenRequests.ts'
import { otherTenantId } from '../support/twoTenants.ts'

/** The attacker has a token of somebody without any role, and whatever the server publishes. */
const azure = await shareService()
const good = await azure.tokenOf(nobody)
const [goodHeader = '', , goodSignature = ''] = good.split('.')
const keyId = decodeProtectedHeader(good).kid ?? ''
const published = (await azure.send('GET', `/${tenantId}/discovery/v2.0/keys`, { token: null, query: '' })).body
  .keys[0] as JsonWebKey & { n: string }
const publishedKey = createPublicKey({ key: published, format: 'jwk' })
const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ownJwk = own.publicKey.export({ format: 'jwk' })

const wanted: JWTPayload = { ...decodeJwt(good), oid: owner.objectId, sub: owner.objectId, appid: owner.clientId }
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const byHmac = (key: Buffer | string, alg = 'HS256', hash = 'sha256'): string => {
  const input = `${encoded({ alg, typ: 'JWT', kid: keyId })}.${encoded(wanted)}`
  return `${input}.${createHmac(hash, key).update(input).digest('base64url')}`
}
const byOwnKey = (header: object, claims: object = wanted): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...header })
    .sign(own.privateKey)

const forgeries: Readonly<Record<string, () => Promise<string> | string>> = {
  'no algorithm and no signature': () => `${encoded({ alg: 'none', typ: 'JWT', kid: keyId })}.${encoded(wanted)}.`,
  'no algorithm, in capitals': () => `${encoded({ alg: 'NONE', typ: 'JWT', kid: keyId })}.${encoded(wanted)}.`,
  'no algorithm, with a signature of the server': () =>
    `${encoded({ alg: 'none', kid: keyId })}.${encoded(wanted)}.${goodSignature}`,
  'the header and signature of a good one': () => `${goodHeader}.${encoded(wanted)}.${goodSignature}`,
  'HS256 with the public key in PEM': () => byHmac(publishedKey.export({ type: 'spki', format: 'pem' })),
  'HS256 with the public key in PEM, without its last line break': () =>
    byHmac(String(publishedKey.export({ type: 'spki', format: 'pem' })).trimEnd()),
  'HS256 with the public key in the form of PKCS 1': () =>
    byHmac(publishedKey.export({ type: 'pkcs1', format: 'pem' })),
  'HS256 with the public key in DER': () => byHmac(publishedKey.export({ type: 'spki', format: 'der' })),
  'HS256 with the modulus, as bytes': () => byHmac(Buffer.from(published.n, 'base64url')),
  'HS256 with the modulus, as it is published': () => byHmac(published.n),
  'HS512 with the public key': () => byHmac(publishedKey.export({ type: 'spki', format: 'pem' }), 'HS512', 'sha512'),
  'HS256 with no key at all': () => byHmac(''),
  'a key of the attacker under the name of the server’s': () => byOwnKey({ kid: keyId }),
  'a key of the attacker under its own name': () => byOwnKey({ kid: 'mine' }),
  'a key of the attacker under no name': () => byOwnKey({}),
  'a key that is a path': () => byOwnKey({ kid: '../../../dev/null' }),
  'a key that is SQL': () => byOwnKey({ kid: "' or '1'='1" }),
  'a key that every object has': () => byOwnKey({ kid: '__proto__' }),
  'a key within the token': () => byOwnKey({ kid: keyId, jwk: ownJwk }),
  'a key set of the attacker': () => byOwnKey({ kid: 'mine', jku: 'https://evil.example/keys' }),
  'a certificate of the attacker': () => byOwnKey({ kid: keyId, x5u: 'https://evil.example/cert', x5t: 'x' }),
}

/** Signed by the server itself, for another purpose or another time. */
const misused: Readonly<Record<string, () => Promise<string>>> = {
  'for Microsoft Graph': () => azure.tokenOf(owner, { aud: 'https://graph.microsoft.com' }),
  'for another resource': () => azure.tokenOf(owner, { aud: 'https://vault.azure.net' }),
  'for several resources, the right one among them': () =>
    azure.tokenOf(owner, { aud: ['https://management.azure.com/', 'https://vault.azure.net'] }),
  'that has expired': () => azure.tokenOf(owner, { exp: Math.floor(Date.now() / 1000) - 1 }),
  'that is good tomorrow': () => azure.tokenOf(owner, { nbf: Math.floor(Date.now() / 1000) + 86_400 }),
  'of another issuer’s name': () => azure.tokenOf(owner, { iss: `https://sts.windows.net/${tenantId}/` }),
  'of an issuer at another host': () => azure.tokenOf(owner, { iss: `https://evil.example/${tenantId}/v2.0` }),
  'of an issuer with more behind it': () => azure.tokenOf(owner, { iss: `${origin}/${tenantId}/v2.0/x` }),
  'of another tenant, by its claim alone': () => azure.tokenOf(owner, { tid: otherTenantId }),
  'of another tenant, with its issuer': () =>
    azure.tokenOf(owner, { tid: otherTenantId, iss: `${origin}/${otherTenantId}/v2.0` }),
  'that is an id token, made for the client': () => azure.tokenOf(owner, { aud: owner.clientId, ver: '2.0' }),
}

before(() => azure.givenARuntime())

const rotateWith = (token: string) =>
  azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, { token, body: { keyName: 'authKey1' } })

for (const [what, forge] of Object.entries({ ...forgeries, ...misused })) {
  const kind = what in misused ? what : `with ${what}`
  test(`a token ${kind} rotates nothing, and tells nobody’s name`, async () => {
    const token = await forge()
    const keys = await azure.listAuthKeys()

    const rotation = await rotateWith(token)
    const userinfo = await azure.send('GET', '/oidc/userinfo', { token, query: '' })

    assert.equal(rotation.status, 401)
    assert.match(String(rotation.headers['www-authenticate']), /^Bearer authorization_uri="/)
    assert.ok(userinfo.status === 401 || userinfo.status === 403, `${userinfo.status}`)
    assert.deepEqual(await azure.listAuthKeys(), keys)
  })
}

test('a good token rotates, and its bearer is who it says', async () => {
  assert.equal((await rotateWith(good)).status, 403)
  assert.equal((await rotateWith(await azure.tokenOf(owner))).status, 200)
})

test('another server of the same name, world and time issues nothing that is good here', async (t) => {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
  const there = await startService(t)
  const claims = decodeJwt(await there.tokenOf(owner))
  const token = await new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId })
    .sign(await importJWK(key, 'RS256'))

  const { status } = await rotateWith(token)

  assert.equal(status, 401)
})

test('what else the server gives out is no access token', async () => {
  const browser = browse(azure)
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: azureCli,
    redirect_uri: 'http://localhost:1234',
    scope: 'https://management.azure.com/.default openid profile offline_access',
  })
  const { url } = await browser.signIn(`/${tenantId}/oauth2/v2.0/authorize?${query}`)
  const code = url.searchParams.get('code') ?? assert.fail(url.href)
  const { status, body } = await postToken(azure, {
    grant_type: 'authorization_code',
    client_id: azureCli,
    redirect_uri: 'http://localhost:1234',
    code,
    client_info: '1',
  })
  assert.equal(status, 200, JSON.stringify(body))

  const session = browser.cookies.get('__Host-lazulite-8443') ?? assert.fail('no session')
  const { id_token, refresh_token, client_info } = body
  for (const [what, token] of Object.entries({ code, id_token, refresh_token, client_info, session })) {
    assert.equal(typeof token, 'string', what)
    assert.equal((await rotateWith(token)).status, 401, what)
    assert.equal((await azure.send('GET', '/oidc/userinfo', { token, query: '' })).status, 401, what)
  }
  assert.equal((await rotateWith(body.access_token)).status, 200, 'the user is the Owner')
})
