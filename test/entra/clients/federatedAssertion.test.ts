import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { generateKeyPair } from 'jose'
import { plainRegistration } from '../../../src/core/appRegistration.ts'
import { keysPath, startIssuer } from '../../support/outsideIssuer.ts'
import { applicationId, armScope, assertRefused, instant, startTokenService, tenantId, unknownId } from '../support.ts'

const clientId = 'aaaaaaaa-0000-4000-8000-000000000001'
const subject = 'repo:contoso/keys:ref:refs/heads/main'
const audience = 'api://AzureADTokenExchange'
const seconds = Math.floor(instant.getTime() / 1000)
const strangers = await generateKeyPair('RS256')
type Changes = Readonly<Record<string, unknown>>

/** The token service, an issuer, and an application that trusts one subject of it, and another for another audience. */
const start = async (t: TestContext) => {
  const entra = await startTokenService(t)
  const issuer = await startIssuer(t)
  const trusted = { issuer: issuer.issuer, subject, audience }
  const federatedCredentials = [trusted, { ...trusted, subject: 'other', audience: 'api://other' }]
  const application = { tenantId, objectId: unknownId, kind: 'application', displayName: 'ci' } as const
  await entra.store.change((tx) =>
    tx.savePrincipal({
      ...application,
      name: clientId,
      secretHash: undefined,
      registration: { ...plainRegistration, federatedCredentials },
    }),
  )
  return {
    ...entra,
    issuer,
    sign: (claims: Changes = {}, signing: Parameters<typeof issuer.sign>[1] = {}) =>
      issuer.sign({ sub: subject, aud: audience, nbf: seconds, exp: seconds + 300, ...claims }, signing),
    post: (assertion: string, client_id = clientId) =>
      entra.postToken({
        grant_type: 'client_credentials',
        client_id,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
        scope: armScope,
      }),
  }
}

test('an application signs in with a token of an issuer that it trusts', async (t) => {
  const { sign, post, verified } = await start(t)

  const { status, body } = await post(await sign())

  assert.equal(status, 200, JSON.stringify(body))
  const { claims } = await verified(body.access_token)
  assert.partialDeepStrictEqual(claims, { appid: clientId, appidacr: '2', oid: unknownId, tid: tenantId })
})

test('it may be for several audiences, as those of Kubernetes are a list', async (t) => {
  const { sign, post } = await start(t)

  assert.equal((await post(await sign({ aud: [audience] }))).status, 200)
  assert.equal((await post(await sign({ aud: ['https://kubernetes.default.svc', audience] }))).status, 200)
})

interface Refusal {
  readonly claims: Changes
  readonly code: number
  readonly text: RegExp
}

const noMatch = (part: string, value: string): RegExp =>
  new RegExp(`^No matching federated identity record found for presented assertion ${part} '${value}'\\. `)

const refusals: Readonly<Record<string, Refusal>> = {
  'about another subject': { claims: { sub: 'somebody' }, code: 700213, text: noMatch('subject', 'somebody') },
  'about a subject that is longer': { claims: { sub: `${subject}2` }, code: 700213, text: /main2'/ },
  'about the subject in another letter case': {
    claims: { sub: subject.toUpperCase() },
    code: 700213,
    text: noMatch('subject', 'REPO:CONTOSO/KEYS:REF:REFS/HEADS/MAIN'),
  },
  'about nobody': { claims: { sub: undefined }, code: 700213, text: noMatch('subject', '') },
  'about no text': { claims: { sub: { toString: 1, valueOf: 2 } }, code: 700213, text: noMatch('subject', '') },
  'for another audience': {
    claims: { aud: 'api://somebody' },
    code: 700212,
    text: noMatch('audience', 'api://somebody'),
  },
  'for the audience of another subject': {
    claims: { aud: 'api://other' },
    code: 700212,
    text: noMatch('audience', 'api://other'),
  },
  'for nobody': { claims: { aud: undefined }, code: 700212, text: noMatch('audience', '') },
  'of an issuer that nobody trusts': {
    claims: { iss: 'https://login.example' },
    code: 700211,
    text: noMatch('issuer', 'https://login.example'),
  },
  'that has expired': { claims: { exp: seconds - 301 }, code: 700024, text: /not within its valid time range/ },
  'that is not good yet': { claims: { nbf: seconds + 302 }, code: 700024, text: /not within its valid time range/ },
  'that is good for years': { claims: { exp: seconds + 1e8 }, code: 700024, text: /24 hours at the most/ },
}

for (const [what, { claims, code, text }] of Object.entries(refusals)) {
  test(`a token ${what} is refused with AADSTS${code}`, async (t) => {
    const { sign, post } = await start(t)

    const reply = await post(await sign(claims))

    assertRefused(reply, { status: 401, error: 'invalid_client', code, text })
  })
}

test('a token that somebody else has signed is refused before anybody is told whom the application trusts', async (t) => {
  const { sign, post } = await start(t)
  const notSigned = {
    status: 401,
    error: 'invalid_client',
    code: 50013,
    text: 'Assertion failed signature validation.',
  }

  assertRefused(await post(await sign({}, { key: strangers.privateKey })), notSigned)
  assertRefused(await post(await sign({ sub: 'guessed' }, { key: strangers.privateKey })), notSigned)
  assertRefused(await post(await sign({}, { key: strangers.privateKey, header: { kid: 'theirs' } })), notSigned)
})

test('an issuer that nobody trusts is never asked for its keys', async (t) => {
  const { post } = await start(t)
  const stranger = await startIssuer(t)

  await post(await stranger.sign({ sub: subject, aud: audience }))

  assert.deepEqual(stranger.asked, [])
})

test('what one application trusts is good for no other', async (t) => {
  const { sign, post } = await start(t)

  const reply = await post(await sign(), applicationId)

  assertRefused(reply, { status: 401, error: 'invalid_client', code: 700211, text: /presented assertion issuer/ })
})

test('a token that says it comes from the application itself must be signed with its certificate', async (t) => {
  const { sign, post } = await start(t)

  const reply = await post(await sign({ iss: clientId, sub: clientId }))

  assertRefused(reply, { status: 401, error: 'invalid_client', code: 50027, text: /No certificate thumbprint/ })
})

test('while the issuer is away the application is asked to come again', async (t) => {
  const { issuer, sign, post } = await start(t)
  issuer.says(keysPath, { status: 500 })

  const reply = await post(await sign())

  assertRefused(reply, {
    status: 503,
    error: 'temporarily_unavailable',
    code: 50166,
    text: 'Request to External OIDC endpoint failed.',
  })
  assert.equal(reply.headers['retry-after'], '10')
})
