import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc, { type Arbitrary } from 'fast-check'
import { issuerOf, isTime } from '../../src/core/token.ts'
import { anyText, jsonText, mostly } from '../support/arbitraries.ts'
import { inject } from '../support/inject.ts'
import { origin, owner, runtimeUrl, tenantId } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { assertCloudError } from '../support/wellFormedErrors.ts'
import { worldWithoutSecrets } from '../support/worldWithoutSecrets.ts'

const azure = await shareService({ world: worldWithoutSecrets })
await azure.givenARuntime()

const seconds = Math.floor(Date.now() / 1000)
const armAudiences = ['management.azure.com', 'management.core.windows.net'].flatMap((host) => [
  `https://${host}`,
  `https://${host}/`,
])
const audiences: readonly unknown[] = [...armAudiences, origin, `${origin}/`, 'http://localhost:8080']
const oddTimes = [-1e300, -1, 0, 1e308, seconds - 1, seconds + 3600, `${seconds + 3600}`, null, undefined, true, [4e9]]
const oddAudiences = [
  ['https://management.azure.com/'],
  { toString: 1, valueOf: 2 },
  'https://vault.azure.net',
  undefined,
]
const anyClaim: Arbitrary<unknown> = fc.oneof(
  jsonText.map((text) => JSON.parse(text)),
  anyText,
  fc.constant(undefined),
)

const anyClaims = fc.record({
  aud: mostly<unknown>(
    'https://management.azure.com/',
    fc.oneof(fc.constantFrom(...audiences, ...oddAudiences), anyClaim),
  ),
  exp: mostly<unknown>(seconds + 3600, fc.oneof(fc.constantFrom(...oddTimes), anyClaim)),
  nbf: mostly<unknown>(seconds, fc.oneof(fc.constantFrom(...oddTimes), anyClaim)),
  iss: mostly<unknown>(
    issuerOf(origin, tenantId),
    fc.oneof(fc.constant(`https://sts.windows.net/${tenantId}/`), anyClaim),
  ),
  tid: mostly<unknown>(tenantId, anyClaim),
  oid: mostly<unknown>(owner.objectId, anyClaim),
  appid: mostly<unknown>(owner.clientId, anyClaim),
})

/** Whether a token of such claims is one for this server, now, and for this tenant. */
const isGood = ({ aud, exp, nbf, iss, tid, oid }: Record<string, unknown>): boolean =>
  audiences.includes(aud) &&
  isTime(exp) &&
  exp > seconds + 60 &&
  isTime(nbf) &&
  nbf <= seconds + 240 &&
  tid === tenantId &&
  iss === issuerOf(origin, tenantId) &&
  typeof oid === 'string'

test('of the tokens that we could have signed, those are taken whose claims are right, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(anyClaims, async (claims) => {
      const sent = JSON.parse(JSON.stringify(claims))
      const token = await azure.tokenOf(owner, claims)
      const answer = await inject(azure, {
        method: 'GET',
        url: `${runtimeUrl}?api-version=2018-06-01`,
        headers: { authorization: `Bearer ${token}` },
      })

      const expected = isGood(sent) ? (sent.oid === owner.objectId ? 200 : 403) : 401
      assert.equal(answer.status, expected, answer.text)
      if (expected !== 200) assertCloudError(answer)
    }),
    { numRuns: 400 },
  )
})
