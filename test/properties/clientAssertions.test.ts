import assert from 'node:assert/strict'
import { sign } from 'node:crypto'
import { test } from 'node:test'
import fc, { type Arbitrary } from 'fast-check'
import { plainRegistration } from '../../src/core/appRegistration.ts'
import { anyText, jsonText, mostly } from '../support/arbitraries.ts'
import { asForm } from '../support/asForm.ts'
import { newClientCertificate } from '../support/clientCertificate.ts'
import { inject } from '../support/inject.ts'
import { origin, tenantId } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { assertOAuthError } from '../support/wellFormedErrors.ts'
import { worldWithoutSecrets } from '../support/worldWithoutSecrets.ts'

const azure = await shareService({ world: worldWithoutSecrets })
const clientId = '77777777-7777-7777-7777-77777777777a'
const objectId = '77777777-7777-7777-7777-00000000000a'
const [own, strangers] = await Promise.all([newClientCertificate(), newClientCertificate()])
await azure.store.change((tx) =>
  tx.savePrincipal({
    ...{ tenantId, objectId, kind: 'application', name: clientId, displayName: 'robot', secretHash: undefined },
    registration: { ...plainRegistration, certificates: [own.certificate] },
  }),
)

const path = `/${tenantId}/oauth2/v2.0/token`
const seconds = Math.floor(Date.now() / 1000)
const odd: Arbitrary<unknown> = fc.oneof(
  jsonText.map((text) => JSON.parse(text)),
  anyText,
  fc.constantFrom({ toString: 1, valueOf: 2 }, [], [[]], -1, 1e300, ''),
)
const anyHeader = fc.record({
  alg: mostly<unknown>('RS256', fc.oneof(fc.constantFrom('none', 'HS256', 'RS512', 'rs256'), odd)),
  x5t: mostly<unknown>(own.x5t, fc.oneof(fc.constantFrom(strangers.x5t, own.thumbprint), odd)),
  kid: odd,
})
const goodTimes = { nbf: seconds - 10, exp: seconds + 3600 }
const anyClaims = fc.record({
  iss: mostly<unknown>(clientId, fc.oneof(fc.constantFrom(clientId.toUpperCase(), `${origin}/${tenantId}/v2.0`), odd)),
  sub: mostly<unknown>(clientId, odd),
  aud: mostly<unknown>(`${origin}${path}`, fc.oneof(fc.constantFrom(origin, `${origin}/common/v2.0`), odd)),
  nbf: mostly<unknown>(goodTimes.nbf, odd),
  exp: mostly<unknown>(goodTimes.exp, odd),
})
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const postWith = (assertion: string) =>
  inject(azure, {
    url: path,
    ...asForm({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope: 'https://management.azure.com/.default',
    }),
  })

test('whatever an assertion says, only the application’s own key gets a token, and every refusal is whole', async () => {
  const given = new Set<boolean>()
  const whose = mostly(true, fc.constant(false), 3)

  await fc.assert(
    fc.asyncProperty(anyHeader, anyClaims, whose, async (header, claims, isOwn) => {
      const input = `${encode(header)}.${encode(claims)}`
      const key = (isOwn ? own : strangers).privateKey
      const answer = await postWith(`${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`)

      given.add(answer.status === 200)
      assert.ok(answer.status < 500)
      if (answer.status !== 200) return assertOAuthError(answer)
      assert.deepEqual([isOwn, header.alg, header.x5t], [true, 'RS256', own.x5t])
      assert.equal(String(claims.sub).toLowerCase(), clientId)
    }),
    { numRuns: 300 },
  )

  assert.deepEqual([...given].sort(), [false, true], 'the test sees both')
})

test('a text that is no assertion is refused whole', async () => {
  const part = fc.oneof(
    jsonText.map((text) => Buffer.from(text).toString('base64url')),
    anyText.map((text) => text.toWellFormed()),
  )
  const texts = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.'))

  await fc.assert(
    fc.asyncProperty(texts.filter(Boolean), async (text) => {
      const answer = await postWith(text)

      assertOAuthError(answer)
      assert.ok(answer.status < 500)
    }),
    { numRuns: 200 },
  )
})
