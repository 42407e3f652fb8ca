import assert from 'node:assert/strict'
import { createHmac, createPublicKey, sign as rsaSign } from 'node:crypto'
import { test } from 'node:test'
import { CompactEncrypt, CompactSign, type CryptoKey, exportJWK, generateKeyPair, importJWK } from 'jose'
import { signatureVerifier } from '../../../src/entra/tokens/signatureVerifier.ts'

const ours = await generateKeyPair('RS256', { extractable: true })
const others = await generateKeyPair('RS256')
const claims = { aud: 'https://management.azure.com', oid: 'someone' }
const header = { alg: 'RS256', typ: 'JWT', kid: 'k1' }

const verifier = () => signatureVerifier(new Map([['k1', ours.publicKey]]))
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const signed = (payload: string, protectedHeader: object = header, key: CryptoKey = ours.privateKey): Promise<string> =>
  new CompactSign(Buffer.from(payload)).setProtectedHeader({ ...header, ...protectedHeader }).sign(key)
const goodToken = await signed(JSON.stringify(claims))
const [goodHeader = '', goodPayload = '', goodSignature = ''] = goodToken.split('.')

/** What jose would refuse to make, signed with our own private key all the same. */
const forceSigned = async (protectedHeader: object): Promise<string> => {
  const input = `${encoded(protectedHeader)}.${goodPayload}`
  const key = { key: { ...(await exportJWK(ours.privateKey)) }, format: 'jwk' } as const
  return `${input}.${rsaSign('sha256', Buffer.from(input), key).toString('base64url')}`
}

test('the claims of a token of ours are answered', async () => {
  assert.deepEqual(await verifier()(goodToken), claims)
})

const publicPem = createPublicKey({ key: { ...(await exportJWK(ours.publicKey)) }, format: 'jwk' })
  .export({ type: 'spki', format: 'pem' })
  .toString()
const hmacSigned = (): string => {
  const input = `${encoded({ ...header, alg: 'HS256' })}.${goodPayload}`
  return `${input}.${createHmac('sha256', publicPem).update(input).digest('base64url')}`
}
const encryptionKey = await importJWK({ ...(await exportJWK(ours.publicKey)) }, 'RSA-OAEP-256')

const attacks: Record<string, string> = {
  'alg none, without a signature': `${encoded({ ...header, alg: 'none' })}.${goodPayload}.`,
  'alg none, with the signature of another token': `${encoded({ ...header, alg: 'none' })}.${goodPayload}.${goodSignature}`,
  'HS256 with the public key as secret': hmacSigned(),
  'RS512 in the header': await forceSigned({ ...header, alg: 'RS512' }),
  'PS256 in the header': await forceSigned({ ...header, alg: 'PS256' }),
  'a key of somebody else under our kid': await signed(JSON.stringify(claims), {}, others.privateKey),
  'a kid that is not ours': await signed(JSON.stringify(claims), { kid: 'k2' }),
  'a kid of another type': await forceSigned({ ...header, kid: ['k1'] }),
  'no kid': await forceSigned({ alg: 'RS256' }),
  'a key within the header': await signed(
    JSON.stringify(claims),
    { kid: 'k2', jwk: await exportJWK(others.publicKey) },
    others.privateKey,
  ),
  'crit with an extension that nobody knows': await forceSigned({ ...header, crit: ['x'], x: 1 }),
  'crit with an extension that jose knows': await forceSigned({ ...header, crit: ['b64'], b64: true }),
  'another payload': `${goodHeader}.${encoded({ ...claims, oid: 'someone else' })}.${goodSignature}`,
  'another header': `${encoded({ ...header, typ: 'at+jwt' })}.${goodPayload}.${goodSignature}`,
  'half a signature': `${goodHeader}.${goodPayload}.${goodSignature.slice(0, 100)}`,
  'no signature': `${goodHeader}.${goodPayload}.`,
  'two parts': `${goodHeader}.${goodPayload}`,
  'four parts': `${goodToken}.x`,
  'an encrypted token': await new CompactEncrypt(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'k1' })
    .encrypt(encryptionKey as CryptoKey),
  'claims that are a list': await signed('[1]'),
  'claims that are null': await signed('null'),
  'claims that are no JSON': await signed('claims'),
  'claims that are no UTF-8': await new CompactSign(Buffer.from('{"a":"\xff"}', 'latin1'))
    .setProtectedHeader(header)
    .sign(ours.privateKey),
  'a header that is no JSON': `${Buffer.from('{').toString('base64url')}.${goodPayload}.${goodSignature}`,
  'letters that base64 does not have': `é${goodToken}`,
  nothing: '',
  dots: '..',
  'a text that is too long, though rightly signed': await signed(
    JSON.stringify({ ...claims, padding: 'x'.repeat(16 * 1024) }),
  ),
}

for (const [what, token] of Object.entries(attacks)) {
  test(`${what} is not a token of ours, the first time or later`, async () => {
    const verify = verifier()
    await verify(goodToken)

    assert.equal(await verify(token), undefined)
    assert.equal(await verify(token), undefined)
  })
}

test('that a token was good is remembered, for that token alone', async () => {
  const keys = new Map([['k1', ours.publicKey]])
  const verify = signatureVerifier(keys)
  await verify(goodToken)

  keys.clear()

  assert.deepEqual(await verify(goodToken), claims)
  assert.equal(await verify(await signed(JSON.stringify({ ...claims, uti: 'x' }))), undefined)
})

test('what is remembered of a token cannot be changed by who reads it', async () => {
  const verify = verifier()

  const answered = await verify(goodToken)

  assert.throws(() => Object.assign(answered ?? {}, { oid: 'someone else' }), TypeError)
  assert.deepEqual(await verify(goodToken), claims)
})
