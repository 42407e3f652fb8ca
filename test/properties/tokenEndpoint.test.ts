import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyText } from '../support/arbitraries.ts'
import { cheapHash } from '../support/cheapHash.ts'
import { inject } from '../support/inject.ts'
import { origin, tenantId } from '../support/known.ts'
import type { Answer } from '../support/request.ts'
import { shareService } from '../support/shareService.ts'
import { anyTokenRequest, formType, type Pair, tenantName } from '../support/tokenRequestArbitrary.ts'
import { assertOAuthError } from '../support/wellFormedErrors.ts'
import { worldWithoutSecrets } from '../support/worldWithoutSecrets.ts'

const azure = await shareService({ world: worldWithoutSecrets })
const clientId = '77777777-7777-7777-7777-77777777777a'
const objectId = '77777777-7777-7777-7777-00000000000a'
const secret = 'right: +%&=ü'

await azure.store.change((tx) =>
  tx.savePrincipal({
    tenantId,
    objectId,
    kind: 'application',
    name: clientId,
    displayName: 'robot',
    secretHash: cheapHash(secret),
  }),
)

/** The value of a parameter that stands there once. */
const only = (sent: readonly Pair[], name: string): string | undefined => {
  const values = sent.filter(([one]) => one === name)
  return values.length === 1 ? values[0]?.[1] : undefined
}

const showsSecret = (pairs: readonly Pair[], authorization: string): boolean => {
  const basic = Buffer.from(authorization.slice('Basic '.length), 'base64').toString()
  return only(pairs, 'client_secret') === secret || basic === `${clientId}:${encodeURIComponent(secret)}`
}

const assertGiven = ({ text }: Answer): void => {
  const [, claims = ''] = JSON.parse(text).access_token.split('.')
  const { oid, tid } = JSON.parse(Buffer.from(claims, 'base64url').toString())
  assert.deepEqual({ oid, tid }, { oid: objectId, tid: tenantId })
}

test('a token is given for the right secret of the application that asks, and for nothing else', async () => {
  const given = new Set<boolean>()

  await fc.assert(
    fc.asyncProperty(anyTokenRequest(clientId, secret), async ({ pairs, authorization, contentType, path }) => {
      const answer = await inject(azure, {
        method: 'POST',
        url: path,
        headers: { 'content-type': contentType, ...(authorization && { authorization }) },
        body: new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString(),
      })
      given.add(answer.status === 200)

      assert.ok(answer.status < 500, answer.text)
      assert.ok(!answer.text.includes(secret), 'the secret is not told')
      if (answer.status !== 200) return assertOAuthError(answer)
      assert.equal(only(pairs, 'grant_type'), 'client_credentials')
      assert.ok(showsSecret(pairs, authorization))
      assertGiven(answer)
    }),
    { numRuns: 500 },
  )

  assert.equal(given.size, 2, 'both have been tried')
})

test('a body of anything at all is answered with an error of OAuth', async () => {
  const body = fc.oneof(anyText, fc.constantFrom('&', '=', '%', '%zz=%', '&&&=&', '{}', 'a=1&a=2', 'x'.repeat(70_000)))
  await fc.assert(
    fc.asyncProperty(body, formType, async (body, type) => {
      const answer = await inject(azure, {
        method: 'POST',
        url: `/${tenantId}/oauth2/v2.0/token`,
        headers: { 'content-type': type },
        body,
      })

      assert.ok(answer.status >= 400 && answer.status < 500, answer.text)
      assertOAuthError(answer)
      assert.ok(answer.text.length < 2000, 'a refusal is short')
    }),
    { numRuns: 200 },
  )
})

test('the discovery documents answer everything with a document or an error of OAuth', async () => {
  const paths = ['v2.0/.well-known/openid-configuration', 'discovery/v2.0/keys', '.well-known/openid-configuration']
  const authority = fc.oneof(anyText, fc.webUrl(), fc.constantFrom(origin, 'https://localhost', 'https://evil.example'))
  const url = fc.oneof(
    fc.tuple(tenantName, fc.constantFrom(...paths)).map(([name, path]) => `/${name}/${path}`),
    fc
      .tuple(fc.constantFrom('1.0', '1.1', '', '2'), authority)
      .map(([version, endpoint]) => ({ 'api-version': version, authorization_endpoint: endpoint }))
      .map((query) => `/common/discovery/instance?${new URLSearchParams(query)}`),
    anyText.map((text) => `/common/discovery/instance?${encodeURI(text.toWellFormed())}`),
  )
  await fc.assert(
    fc.asyncProperty(url, async (url) => {
      const answer = await inject(azure, { method: 'GET', url })

      assert.ok(answer.status < 500, answer.text)
      if (answer.status !== 200) assertOAuthError(answer)
      else assert.ok(!answer.text.includes('evil'))
    }),
    { numRuns: 200 },
  )
})
