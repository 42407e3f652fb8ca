import assert from 'node:assert/strict'
import { createHmac, createPublicKey, type JsonWebKey } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { exportJWK, generateKeyPair } from 'jose'
import { IssuerUnavailable } from '../../src/core/issuerUnavailable.ts'
import { outsideVerifier } from '../../src/issuers/verifyOutside.ts'
import { discoveryPath, type Issuer, keysPath, newKey, startIssuer } from '../support/outsideIssuer.ts'

const minuteMs = 60_000

/** A verifier whose clock can be moved, and an issuer. */
const start = async (t: TestContext, options: Parameters<typeof startIssuer>[1] = {}) => {
  const issuer = await startIssuer(t, options)
  let milliseconds = Date.now()
  const verify = outsideVerifier({ now: () => new Date(milliseconds) })
  return {
    issuer,
    verify: (token: string) => verify(token, { issuer: issuer.issuer }),
    verifyAs: verify,
    skip: (ms: number): void => {
      milliseconds += ms
    },
  }
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const strangers = await generateKeyPair('RS256', { extractable: true })

for (const alg of ['RS256', 'PS256', 'RS512', 'ES256', 'ES384', 'EdDSA']) {
  test(`a token that the issuer has signed with ${alg} is taken, by the keys that it publishes`, async (t) => {
    const { issuer, verify } = await start(t, { alg })

    const claims = await verify(await issuer.sign({ sub: 'ann', groups: ['a'] }))

    assert.partialDeepStrictEqual(claims, { iss: issuer.issuer, sub: 'ann', groups: ['a'] })
  })
}

test('times, audience and subject are left to the caller', async (t) => {
  const { issuer, verify } = await start(t)

  const claims = await verify(await issuer.sign({ exp: 1, nbf: 4e9, aud: 'anybody' }))

  assert.partialDeepStrictEqual(claims, { exp: 1, nbf: 4e9, aud: 'anybody' })
})

test('the keys are read once for many tokens, also where these come together', async (t) => {
  const { issuer, verify } = await start(t)
  const tokens = await Promise.all(['a', 'b', 'c'].map((sub) => issuer.sign({ sub })))

  const claims = await Promise.all([...tokens, ...tokens].map(verify))

  assert.deepEqual(
    claims.map((one) => one?.sub),
    ['a', 'b', 'c', 'a', 'b', 'c'],
  )
  assert.deepEqual(issuer.asked, [discoveryPath, keysPath])
})

test('where the keys are can be said, and is then not looked up', async (t) => {
  const { issuer, verifyAs } = await start(t)

  const claims = await verifyAs(await issuer.sign(), {
    issuer: issuer.issuer,
    jwksUri: `${issuer.issuer}${keysPath}`,
  })

  assert.ok(claims)
  assert.deepEqual(issuer.asked, [keysPath])
})

test('an issuer with a slash behind, as Entra has for tokens of version 1, is asked at the same place', async (t) => {
  const { issuer, verifyAs } = await start(t)
  const withSlash = `${issuer.issuer}/`
  issuer.says(discoveryPath, { body: { issuer: withSlash, jwks_uri: `${issuer.issuer}${keysPath}` } })

  assert.ok(await verifyAs(await issuer.sign({ iss: withSlash }), { issuer: withSlash }))
  assert.equal(await verifyAs(await issuer.sign(), { issuer: withSlash }), undefined)
})

type Attack = (issuer: Issuer) => Promise<string>

const publicPem = (jwk: JsonWebKey): string =>
  createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString()
const hmacSigned = async (issuer: Issuer, secret: string): Promise<string> => {
  const [, payload = ''] = (await issuer.sign()).split('.')
  const input = `${encoded({ alg: 'HS256', kid: 'key-1' })}.${payload}`
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}

const attacks: Readonly<Record<string, Attack>> = {
  'of alg none': async (issuer) => `${encoded({ alg: 'none' })}.${(await issuer.sign()).split('.')[1]}.`,
  'of alg none with the kid of a key': async (issuer) =>
    `${encoded({ alg: 'none', kid: 'key-1' })}.${(await issuer.sign()).split('.')[1]}.`,
  'of HS256 with the public key as its secret': async (issuer) =>
    hmacSigned(issuer, publicPem(issuer.published() as JsonWebKey)),
  'of HS256 with the published JWK as its secret': async (issuer) =>
    hmacSigned(issuer, JSON.stringify(issuer.published())),
  "signed with a stranger's key under the issuer's kid": (issuer) => issuer.sign({}, { key: strangers.privateKey }),
  "signed with a stranger's key under a kid of its own": (issuer) =>
    issuer.sign({}, { key: strangers.privateKey, header: { kid: 'theirs' } }),
  "signed with a stranger's key without a kid": (issuer) =>
    issuer.sign({}, { key: strangers.privateKey, header: { kid: undefined } }),
  'with its own key in the header': async (issuer) =>
    issuer.sign(
      {},
      { key: strangers.privateKey, header: { kid: 'theirs', jwk: await exportJWK(strangers.publicKey) } },
    ),
  'with the claims of another': async (issuer) => {
    const [header, , signature] = (await issuer.sign()).split('.')
    return [header, encoded({ iss: issuer.issuer, sub: 'root' }), signature].join('.')
  },
  'of another issuer, by its claims': (issuer) => issuer.sign({ iss: 'https://login.example' }),
  'without an issuer': (issuer) => issuer.sign({ iss: undefined }),
  'of the issuer with a slash behind': (issuer) => issuer.sign({ iss: `${issuer.issuer}/` }),
  'with an extension that must be understood': (issuer) => issuer.sign({}, { header: { crit: ['b64'], b64: true } }),
  'cut short': async (issuer) => (await issuer.sign()).slice(0, -10),
  'with a padded signature': async (issuer) => `${await issuer.sign()}=`,
  'longer than any': (issuer) => issuer.sign({ padding: 'x'.repeat(16 * 1024) }),
  'no token at all': async () => 'token',
}

for (const [what, forge] of Object.entries(attacks)) {
  test(`a token that is ${what} is none of the issuer's, also after a good one`, async (t) => {
    const { issuer, verify, skip } = await start(t)
    const forged = await forge(issuer)

    assert.equal(await verify(forged), undefined)
    assert.ok(await verify(await issuer.sign()))
    skip(minuteMs)
    assert.equal(await verify(forged), undefined)
  })
}

for (const parameter of ['jku', 'x5u']) {
  test(`${parameter} in a header leads nowhere`, async (t) => {
    const { issuer, verify } = await start(t)
    const theirs = await startIssuer(t)

    const header = { [parameter]: `${theirs.issuer}${keysPath}` }
    const forged = await issuer.sign({}, { key: strangers.privateKey, header })

    assert.equal(await verify(forged), undefined)
    assert.deepEqual(theirs.asked, [])
  })
}

test('a token without a kid is taken whichever of the published keys has signed it', async (t) => {
  const { issuer, verify } = await start(t)
  const withFirst = await issuer.sign({ sub: 'first' }, { header: { kid: undefined } })
  await issuer.addKey()
  await issuer.addKey()
  const withLast = await issuer.sign({ sub: 'last' }, { header: { kid: undefined } })
  const forged = await issuer.sign({}, { key: strangers.privateKey, header: { kid: undefined } })

  assert.equal((await verify(withFirst))?.sub, 'first')
  assert.equal((await verify(withLast))?.sub, 'last')
  assert.equal(await verify(forged), undefined)
})

test('the keys may be at an address with a query, as those of Azure AD B2C are', async (t) => {
  const { issuer, verify } = await start(t)
  const keysWithQuery = `${keysPath}?p=sign-in`
  issuer.says(discoveryPath, { body: { issuer: issuer.issuer, jwks_uri: `${issuer.issuer}${keysWithQuery}` } })
  issuer.says(keysWithQuery, { body: { keys: [issuer.published()] } })

  assert.ok(await verify(await issuer.sign()))
})

test('the keys of one issuer are good for no other', async (t) => {
  const { issuer, verify, verifyAs } = await start(t)
  const other = await startIssuer(t)
  const forged = await other.sign({ iss: issuer.issuer })
  assert.ok(await verifyAs(await other.sign(), { issuer: other.issuer }))

  assert.equal(await verify(forged), undefined)
  assert.equal(await verifyAs(await issuer.sign({ iss: other.issuer }), { issuer: other.issuer }), undefined)
})

test('a new key is taken as soon as a token names it, and the withdrawn one is good no longer', async (t) => {
  const { issuer, verify, skip } = await start(t)
  const old = await issuer.sign()
  assert.ok(await verify(old))

  skip(minuteMs)
  await issuer.rotate()

  assert.ok(await verify(await issuer.sign()))
  assert.equal(await verify(old), undefined, 'though its signature was found good before')
})

test('a withdrawn key is good for ten minutes at the most, whatever tokens come', async (t) => {
  const { issuer, verify, skip } = await start(t)
  const old = await issuer.sign()
  assert.ok(await verify(old))
  await issuer.rotate()

  skip(10 * minuteMs)
  assert.ok(await verify(old))
  skip(1)
  assert.equal(await verify(old), undefined)
})

test('made-up kids have the issuer asked once in ten seconds', async (t) => {
  const { issuer, verify, skip } = await start(t)
  const forge = (kid: string) => issuer.sign({}, { key: strangers.privateKey, header: { kid } })
  await verify(await issuer.sign())
  const asked = issuer.asked.length

  skip(10_000)
  for (const kid of ['a', 'b', 'c', 'd']) assert.equal(await verify(await forge(kid)), undefined)

  assert.equal(issuer.asked.length, asked + 2)
})

test('a token of an issuer that cannot be reached is neither good nor bad', async (t) => {
  const { issuer, verify, skip } = await start(t)
  const token = await issuer.sign()
  await issuer.goAway()

  await assert.rejects(verify(token), (error) => error instanceof IssuerUnavailable && error.retryAfterSeconds === 10)
  await issuer.comeBack()
  await assert.rejects(verify(token), IssuerUnavailable, 'it is not asked again at once')
  skip(10_000)
  assert.ok(await verify(token))
})

test('while the issuer is away its last keys are good for an hour, and no longer', async (t) => {
  const { issuer, verify, skip } = await start(t)
  const token = await issuer.sign()
  assert.ok(await verify(token))
  await issuer.goAway()

  skip(60 * minuteMs)
  assert.ok(await verify(token))
  skip(1)
  await assert.rejects(verify(token), IssuerUnavailable)

  await issuer.comeBack()
  skip(minuteMs)
  assert.ok(await verify(token))
})

test('nobody waits for an issuer that was out of reach the last time, while its keys are good', async (t) => {
  const { issuer, verify, skip } = await start(t)
  const token = await issuer.sign()
  assert.ok(await verify(token))
  issuer.says(discoveryPath, { status: 500 })
  skip(11 * minuteMs)
  assert.ok(await verify(token))
  const asked = issuer.keepWaiting()
  skip(minuteMs)

  const claims = await verify(token)
  const isWaitedFor = await asked

  assert.ok(claims)
  assert.ok(isWaitedFor(), 'its answer is waited for behind the back of who has a token')
})

test('a token with a new kid is no bad one while the issuer is away', async (t) => {
  const { issuer, verify, skip } = await start(t)
  assert.ok(await verify(await issuer.sign()))
  await issuer.rotate()
  const token = await issuer.sign()
  await issuer.goAway()
  skip(minuteMs)

  await assert.rejects(verify(token), IssuerUnavailable)
})

const elsewhere = await newKey('key-1')

const wrongAnswers: Readonly<Record<string, { readonly path: string; readonly said: Parameters<Issuer['says']>[1] }>> =
  {
    'a discovery document without keys': { path: discoveryPath, said: { body: {} } },
    'a discovery document that is a list': { path: discoveryPath, said: { body: [] } },
    'keys that are no JSON': { path: keysPath, said: { body: '{"keys":[' } },
    'keys that are no key set': { path: keysPath, said: { body: { keys: ['a'] } } },
    'more keys than anybody has': {
      path: keysPath,
      said: { body: { keys: Array.from({ length: 101 }, () => elsewhere.published) } },
    },
    'more bytes than keys have': {
      path: keysPath,
      said: { body: { keys: [], padding: 'x'.repeat(512 * 1024) } },
    },
    'an error': { path: keysPath, said: { status: 500 } },
  }

for (const [what, { path, said }] of Object.entries(wrongAnswers)) {
  test(`an issuer that answers with ${what} counts as away`, async (t) => {
    const { issuer, verify, skip } = await start(t)
    issuer.says(path, said)
    const token = await issuer.sign()

    await assert.rejects(verify(token), IssuerUnavailable)
    issuer.tellTheTruth()
    skip(minuteMs)
    assert.ok(await verify(token))
  })
}

/** Each is the truth but for one thing: the keys behind it are the issuer's own. */
const nearlyTrue: Readonly<Record<string, (issuer: Issuer) => void>> = {
  'a discovery document that speaks for another issuer': ({ issuer, says }) =>
    says(discoveryPath, { body: { issuer: 'https://login.example', jwks_uri: `${issuer}${keysPath}` } }),
  'a discovery document whose keys are at no https URL': ({ issuer, says, published }) => {
    const keys = encodeURIComponent(JSON.stringify({ keys: [published()] }))
    says(discoveryPath, { body: { issuer, jwks_uri: `data:application/json,${keys}` } })
  },
  'a redirect to its discovery document': ({ issuer, says }) => {
    says('/moved', { body: { issuer, jwks_uri: `${issuer}${keysPath}` } })
    says(discoveryPath, { status: 302, headers: { location: '/moved' } })
  },
  'a redirect to its keys': ({ says, published }) => {
    says('/moved', { body: { keys: [published()] } })
    says(keysPath, { status: 301, headers: { location: '/moved' } })
  },
}

for (const [what, lie] of Object.entries(nearlyTrue)) {
  test(`an issuer that answers with ${what} counts as away`, async (t) => {
    const { issuer, verify } = await start(t)
    lie(issuer)

    await assert.rejects(verify(await issuer.sign()), IssuerUnavailable)
    assert.ok(!issuer.asked.includes('/moved'))
  })
}

test('a key for encryption or of a shared secret in the set signs nothing', async (t) => {
  const { issuer, verify } = await start(t)
  const secret = new Uint8Array(32).fill(7)
  const oct = { kty: 'oct', k: Buffer.from(secret).toString('base64url'), kid: 'oct' }
  const { privateKey, published } = await newKey('enc')
  issuer.says(keysPath, { body: { keys: [oct, { ...published, use: 'enc' }] } })

  assert.equal(await verify(await issuer.sign({}, { header: { alg: 'HS256', kid: 'oct' }, key: secret })), undefined)
  assert.equal(await verify(await issuer.sign({}, { header: { kid: 'enc' }, key: privateKey })), undefined)
})

test('what is answered cannot be changed by who reads it', async (t) => {
  const { issuer, verify } = await start(t)
  const token = await issuer.sign()

  const claims = await verify(token)

  assert.throws(() => Object.assign(claims ?? {}, { sub: 'root' }), TypeError)
  assert.equal((await verify(token))?.sub, 'somebody')
})
