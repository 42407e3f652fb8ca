import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { exportJWK } from 'jose'
import { plainRegistration } from '../../../src/core/appRegistration.ts'
import { issuerOf } from '../../../src/core/token.ts'
import { newClientCertificate, signAssertion } from '../../support/clientCertificate.ts'
import {
  armScope,
  assertRefused,
  goodForm,
  instant,
  origin,
  otherOrigin,
  secret,
  startTokenService,
  tenantDomain,
  tenantId,
  unknownId,
  without,
} from '../support.ts'

const clientId = 'aaaaaaaa-0000-4000-8000-000000000001'
const [own, second, strangers, expired, future] = await Promise.all([
  newClientCertificate(),
  newClientCertificate(),
  newClientCertificate(),
  newClientCertificate({ notAfter: new Date(instant.getTime() - 1000) }),
  newClientCertificate({ notBefore: new Date(instant.getTime() + 1000) }),
])
const seconds = Math.floor(instant.getTime() / 1000)
const tokenUrl = `${origin}/${tenantId}/oauth2/v2.0/token`
const goodClaims = {
  aud: tokenUrl,
  iss: clientId,
  sub: clientId,
  jti: 'once',
  nbf: seconds,
  iat: seconds,
  exp: seconds + 600,
}
type Changes = Readonly<Record<string, unknown>>

const sign = (claims: Changes = {}, header: Changes = { x5t: own.x5t }, key = own) =>
  signAssertion(key, { claims: { ...goodClaims, ...claims }, header })

const formWith = (assertion: string) => ({
  grant_type: 'client_credentials',
  client_id: clientId,
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: assertion,
  scope: armScope,
})

/** The token service, with an application that has four certificates and no secret. */
const start = async (t: TestContext) => {
  const entra = await startTokenService(t)
  const certificates = [second, expired, future, own].map(({ certificate }) => certificate)
  const displayName = 'key-rotation'
  const application = { tenantId, objectId: unknownId, kind: 'application', name: clientId, displayName } as const
  await entra.store.change((tx) =>
    tx.savePrincipal({
      ...application,
      secretHash: undefined,
      registration: { ...plainRegistration, certificates },
    }),
  )
  return {
    ...entra,
    post: (assertion: string, url?: string) => entra.postToken(formWith(assertion), url ? { url } : {}),
  }
}

for (const [what, assertion] of Object.entries({
  'RS256 and the SHA-1 of the certificate': sign(),
  'RS256 and the SHA-256 of the certificate': sign({}, { 'x5t#S256': own['x5t#S256'] }),
  'PS256 and the SHA-256 of the certificate': sign({}, { alg: 'PS256', 'x5t#S256': own['x5t#S256'] }),
  'both thumbprints, a kid and the certificate itself': sign(
    {},
    {
      x5t: own.x5t,
      'x5t#S256': own['x5t#S256'],
      kid: own.thumbprint,
      x5c: [own.certificate],
    },
  ),
  'a thumbprint with padding, as all clients but those for JavaScript write it': sign({}, { x5t: `${own.x5t}=` }),
  'the same of SHA-256': sign({}, { alg: 'PS256', 'x5t#S256': `${own['x5t#S256']}=` }),
  'times with fractions of a second, and without nbf, as Python writes them': sign({
    iat: seconds + 0.5,
    exp: seconds + 599.5,
    nbf: undefined,
  }),
  'another of its certificates': sign({}, { x5t: second.x5t }, second),
})) {
  test(`an application signs in with ${what}`, async (t) => {
    const entra = await start(t)

    const { status, body } = await entra.post(await assertion)

    assert.equal(status, 200, JSON.stringify(body))
    const { claims } = await entra.verified(body.access_token)
    assert.partialDeepStrictEqual(claims, { appid: clientId, appidacr: '2', oid: unknownId, idtyp: 'app' })
  })
}

test('it may show the same assertion again, as clients do that keep one for some minutes', async (t) => {
  const entra = await start(t)
  const assertion = await sign()

  assert.deepEqual([(await entra.post(assertion)).status, (await entra.post(assertion)).status], [200, 200])
})

for (const aud of [
  tokenUrl,
  `${origin}/${tenantId}/oauth2/token`,
  issuerOf(origin, tenantId),
  `${otherOrigin}/${tenantId}/oauth2/v2.0/token`,
  `${origin}/${tenantDomain}/oauth2/v2.0/token`,
  `${origin}/${tenantDomain.toUpperCase()}/oauth2/v2.0/token`,
  ['https://somebody.else', tokenUrl],
]) {
  test(`an assertion for ${aud} is for this tenant`, async (t) => {
    const entra = await start(t)

    assert.equal((await entra.post(await sign({ aud }))).status, 200)
    assert.equal((await entra.post(await sign({ aud }), `/${tenantDomain}/oauth2/token`)).status, 200)
  })
}

interface Refusal {
  readonly assertion: () => Promise<string>
  readonly code: number
  readonly text: RegExp
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const hmac = (key: string): string => {
  const input = `${encoded({ alg: 'HS256', x5t: own.x5t })}.${encoded(goodClaims)}`
  return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`
}
const notSigned = { code: 700027, text: /Reason - The provided signature value did not match/ }
const notForHere = { code: 700023, text: /^Client assertion audience claim does not match Realm issuer\.$/ }
const outOfTime = {
  code: 700024,
  text: /^Client assertion is not within its valid time range\. Current time: 2026-01-02T/,
}

const refusals: Readonly<Record<string, Refusal>> = {
  'of alg none': {
    assertion: async () => `${encoded({ alg: 'none', x5t: own.x5t })}.${encoded(goodClaims)}.`,
    ...notSigned,
  },
  'of HS256 with the certificate as its secret': { assertion: async () => hmac(own.certificate), ...notSigned },
  'of another algorithm of RSA': { assertion: () => sign({}, { alg: 'RS512', x5t: own.x5t }), ...notSigned },
  'signed by a stranger who names our certificate': {
    assertion: () => sign({}, { x5t: own.x5t }, strangers),
    ...notSigned,
  },
  'signed by a stranger who brings a key along': {
    assertion: async () =>
      sign({}, { x5t: own.x5t, jwk: await exportJWK(strangers.privateKey), x5c: [strangers.certificate] }, strangers),
    ...notSigned,
  },
  'signed by a stranger who names the own certificate': {
    assertion: () => sign({}, { x5t: strangers.x5t }, strangers),
    code: 700027,
    text: new RegExp(`Reason - The key was not found\\., Thumbprint of key used by client: '${strangers.thumbprint}'`),
  },
  'with two thumbprints that do not agree': {
    assertion: () => sign({}, { x5t: own.x5t, 'x5t#S256': second['x5t#S256'] }),
    code: 700027,
    text: /The key was not found/,
  },
  'signed with a certificate that has expired': {
    assertion: () => sign({}, { x5t: expired.x5t }, expired),
    code: 700027,
    text: /Reason - The key used is expired\./,
  },
  'signed with a certificate that is not valid yet': {
    assertion: () => sign({}, { x5t: future.x5t }, future),
    code: 700027,
    text: /Reason - The key used is not yet valid\./,
  },
  'without a thumbprint': {
    assertion: () => sign({}, {}),
    code: 50027,
    text: /^Invalid JWT token\. No certificate thumbprint specified in token header\.$/,
  },
  'with a thumbprint that is no text': {
    assertion: () => sign({}, { x5t: { toString: 1, valueOf: 2 } }),
    code: 700027,
    text: /Thumbprint of key used by client: ''/,
  },
  'whose subject is no text': { assertion: () => sign({ sub: { toString: 1, valueOf: 2 } }), code: 700021, text: /./ },
  'that is no token': { assertion: async () => 'e.y.j', code: 50027, text: /^JWT token is invalid or malformed\.$/ },
  'without an issuer': { assertion: () => sign({ iss: undefined }), code: 50027, text: /malformed/ },
  'of another application': {
    assertion: () => sign({ sub: unknownId }),
    code: 700021,
    text: /^Client assertion application identifier doesn't match 'client_id' parameter\.$/,
  },
  'without a subject': { assertion: () => sign({ sub: undefined }), code: 700021, text: /./ },
  'for another tenant': { assertion: () => sign({ aud: tokenUrl.replace(tenantId, unknownId) }), ...notForHere },
  'for any tenant': { assertion: () => sign({ aud: `${origin}/common/oauth2/v2.0/token` }), ...notForHere },
  'for the real service': {
    assertion: () => sign({ aud: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token` }),
    ...notForHere,
  },
  'for nobody': { assertion: () => sign({ aud: undefined }), ...notForHere },
  'that has expired': { assertion: () => sign({ exp: seconds - 301 }), ...outOfTime },
  'that is not good yet': { assertion: () => sign({ nbf: seconds + 302 }), ...outOfTime },
  'that is good for more than a day': { assertion: () => sign({ exp: seconds + 86_400 + 302 }), ...outOfTime },
  'that never expires': { assertion: () => sign({ exp: undefined }), ...outOfTime },
  'that expires at a text': { assertion: () => sign({ exp: String(seconds + 60) }), ...outOfTime },
  'that expires beyond all dates': { assertion: () => sign({ exp: 1e300 }), ...outOfTime },
}

for (const [what, { assertion, code, text }] of Object.entries(refusals)) {
  test(`an assertion ${what} is refused with AADSTS${code}`, async (t) => {
    const entra = await start(t)

    const reply = await entra.post(await assertion())

    assertRefused(reply, { status: 401, error: 'invalid_client', code, text })
  })
}

test('an assertion of one application is good for no other', async (t) => {
  const entra = await start(t)

  const reply = await entra.postToken({ ...formWith(await sign()), client_id: goodForm.client_id ?? '' })

  assertRefused(reply, { status: 401, error: 'invalid_client', code: 700211, text: new RegExp(`issuer '${clientId}'`) })
})

test('clocks may be five minutes apart', async (t) => {
  const entra = await start(t)

  for (const claims of [{ exp: seconds - 299 }, { nbf: seconds + 299 }, { nbf: undefined }]) {
    assert.equal((await entra.post(await sign(claims))).status, 200)
  }
})

test('an access token of ours is no assertion', async (t) => {
  const entra = await start(t)
  const { body } = await entra.post(await sign())

  const reply = await entra.post(body.access_token)

  assertRefused(reply, { status: 401, error: 'invalid_client', code: 700211, text: /No matching federated identity/ })
})

const malformed = (text: RegExp) => ({ status: 400, error: 'invalid_request', code: 9002313, text })

test('what is to be an assertion must say of which type it is', async (t) => {
  const entra = await start(t)
  const form = formWith(await sign())

  assertRefused(await entra.postToken(without(form, 'client_assertion_type')), {
    status: 400,
    error: 'invalid_request',
    code: 900144,
    text: "The request body must contain the following parameter: 'client_assertion_type'.",
  })
  assertRefused(
    await entra.postToken({ ...form, client_assertion_type: 'saml2-bearer' }),
    malformed(/client_assertion_type must be 'urn:/),
  )
})

test('a secret and an assertion at once are refused, whichever is right', async (t) => {
  const entra = await start(t)

  const reply = await entra.postToken({ ...formWith(await sign()), client_secret: secret })

  assertRefused(reply, malformed(/Send a client_secret or a client_assertion, not both/))
})

test('no refusal repeats an assertion', async (t) => {
  const entra = await start(t)

  for (const { assertion } of Object.values(refusals)) {
    const text = await assertion()
    const { body } = await entra.post(text)

    assert.ok(!JSON.stringify(body).includes(text))
  }
})
