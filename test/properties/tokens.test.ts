import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CompactSign, generateKeyPair, importJWK, type JWK } from 'jose'
import { headerText } from '../support/arbitraries.ts'
import { dumpStore } from '../support/dumpStore.ts'
import { inject } from '../support/inject.ts'
import { origin, owner, runtimeUrl, tenantId } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { assertCloudError } from '../support/wellFormedErrors.ts'
import { worldWithoutSecrets } from '../support/worldWithoutSecrets.ts'

const azure = await shareService({ world: worldWithoutSecrets })
await azure.givenARuntime()
const good = await azure.tokenOf(owner)
const [header = '', payload = '', signature = ''] = good.split('.')

const assertRefused = async (authorization: string): Promise<void> => {
  const before = await dumpStore(azure.store)
  const answer = await inject(azure, {
    method: 'POST',
    url: `${runtimeUrl}/regenerateAuthKey?api-version=2018-06-01`,
    headers: { authorization, 'content-type': 'application/json' },
    body: '{"keyName":"authKey1"}',
  })

  assert.equal(answer.status, 401, authorization)
  assertCloudError(answer)
  const challenge = `Bearer authorization_uri="${origin}/${tenantId}", error="invalid_token", error_description=`
  assert.ok(answer.headers['www-authenticate']?.startsWith(challenge))
  assert.ok(!answer.text.includes(signature), 'a refusal does not repeat the token')
  assert.ok((await dumpStore(azure.store)) === before, 'nothing has changed')
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const base64url = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
const visible = fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code))
const place = fc.nat({ max: good.length - 1 })

test('a good token in which one character is another is refused', async () => {
  const other = fc.oneof(fc.constantFrom(...base64url), visible)
  await fc.assert(
    fc.asyncProperty(place, other, async (at, character) => {
      fc.pre(good[at] !== character)
      await assertRefused(`Bearer ${good.slice(0, at)}${character}${good.slice(at + 1)}`)
    }),
    { numRuns: 300 },
  )
})

test('a good token whose last character is another is refused, also where the bytes are the same', async () => {
  for (const character of base64url.filter((one) => !good.endsWith(one))) {
    await assertRefused(`Bearer ${good.slice(0, -1)}${character}`)
  }
})

test('a good token that is cut, stretched or put together otherwise is refused', async () => {
  const parts = fc.constantFrom(header, payload, signature, '', 'e30', '.', '=', '\u00a0')
  const otherwise = fc.oneof(
    place.map((at) => good.slice(0, at)),
    place.map((at) => good.slice(at + 1)),
    fc.tuple(place, visible).map(([at, more]) => good.slice(0, at) + more + good.slice(at)),
    fc.constantFrom(`${good}=`, `${good}.`, `.${good}`, `${good}.${signature}`, `${good},${good}`, `${good} ${good}`),
    fc.array(parts, { maxLength: 6 }).map((all) => all.join('.')),
    fc.array(parts, { maxLength: 6 }).map((all) => all.join('')),
  )
  await fc.assert(
    fc.asyncProperty(
      otherwise.filter((token) => token !== good),
      (token) => assertRefused(`Bearer ${token}`),
    ),
    { numRuns: 200 },
  )
})

test('an Authorization header that is no bearer token of ours is refused', async () => {
  const shapes = [
    '',
    'Bearer',
    'Bearer ',
    'Basic bGF6dWxpdGU6',
    `Basic ${good}`,
    good,
    `Bearer=${good}`,
    `Bearer\t${good}`,
  ]
  const word = fc.oneof(
    headerText,
    fc.constantFrom('null', 'undefined', 'x'.repeat(8000), 'a.b.c', '..', 'e30.e30.e30'),
  )
  const headers = fc.oneof(
    headerText,
    fc.constantFrom(...shapes),
    word.map((text) => `Bearer ${text}`),
  )
  await fc.assert(fc.asyncProperty(headers, assertRefused), { numRuns: 200 })
})

const [kept] = await azure.store.read((tx) => tx.listSigningKeys())
const ownJwk: JWK = JSON.parse(kept?.privateJwk ?? '')
const { privateKey: strangers, publicKey: strangersPublic } = await generateKeyPair('RS256', { extractable: true })
const strangersJwk = await crypto.subtle.exportKey('jwk', strangersPublic)
const kid = kept?.kid ?? ''
const modulus = Buffer.from(ownJwk.n ?? '', 'base64url')
const claims = Buffer.from(payload, 'base64url')

const own = (alg: string) => importJWK({ ...ownJwk, alg }, alg)
const signed = async (key: Parameters<CompactSign['sign']>[0], protectedHeader: object): Promise<string> =>
  new CompactSign(claims).setProtectedHeader({ alg: 'RS256', ...protectedHeader }).sign(key)
const hmac = (secret: Uint8Array) => signed(secret, { alg: 'HS256', kid })

for (const [what, forged] of Object.entries({
  'without an algorithm': `${encode({ alg: 'none' })}.${payload}.`,
  'without an algorithm, but with a kid': `${encode({ alg: 'none', kid })}.${payload}.${signature}`,
  'that says None': `${encode({ alg: 'None', kid })}.${payload}.`,
  'signed with our public key as a secret': await hmac(modulus),
  'signed with the text of our public key as a secret': await hmac(Buffer.from(ownJwk.n ?? '')),
  'signed with our published key set as a secret': await hmac(Buffer.from(JSON.stringify(azure.signingKeys.jwks[0]))),
  "signed with somebody else's key": await signed(strangers, { kid }),
  "signed with somebody else's key under its own kid": await signed(strangers, { kid: 'theirs' }),
  "that brings somebody else's key along": await signed(strangers, { kid, jwk: strangersJwk }),
  "that says where somebody else's key is": await signed(strangers, { kid, jku: 'https://evil.example/keys' }),
  'signed with our key by another algorithm of RSA': await signed(await own('PS256'), { alg: 'PS256', kid }),
  'signed with our key by another hash': await signed(await own('RS512'), { alg: 'RS512', kid }),
  'signed with our key, but without a kid': await signed(await own('RS256'), {}),
  'signed with our key under another kid': await signed(await own('RS256'), { kid: '../../dev/null' }),
  'whose claims are no object': `${header}.${encode([1])}.${signature}`,
  'of another header with our signature': `${encode({ alg: 'RS256', kid, typ: 'at+jwt' })}.${payload}.${signature}`,
})) {
  test(`a token ${what} is refused`, () => assertRefused(`Bearer ${forged}`))
}
