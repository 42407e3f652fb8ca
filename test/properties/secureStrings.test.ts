import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { jsonText, keptText, objectText } from '../support/arbitraries.ts'
import { inject } from '../support/inject.ts'
import { factoryUrl, owner, runtimeUrl } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { worldWithoutSecrets } from '../support/worldWithoutSecrets.ts'

const azure = await shareService({ world: worldWithoutSecrets })
await azure.givenARuntime()
const headers = { authorization: `Bearer ${await azure.tokenOf(owner)}`, 'content-type': 'application/json' }
const put = (url: string, body: string) =>
  inject(azure, { method: 'PUT', url: `${url}?api-version=2018-06-01`, headers, body })
const get = (url: string) => inject(azure, { method: 'GET', url: `${url}?api-version=2018-06-01`, headers })

const marker = 'never-to-be-told'

/** A secret, within whatever JSON; also beside the value of another secret. */
const { holder } = fc.letrec<{ holder: string; secure: string }>((tie) => ({
  holder: fc.oneof(
    { depthSize: 'medium' },
    tie('secure'),
    fc.tuple(jsonText, tie('holder')).map(([beside, inside]) => `[${beside},${inside}]`),
    fc.tuple(keptText, tie('holder'), jsonText).map(([name, inside, beside]) =>
      objectText([
        ['x', beside],
        [name, inside],
      ]),
    ),
  ),
  secure: fc
    .tuple(
      fc.constantFrom('SecureString', 'securestring', 'SECURESTRING'),
      fc.constantFrom(`"${marker}"`, `["${marker}"]`, `{"in":"${marker}"}`),
      fc.option(tie('holder'), { nil: 'null', freq: 3 }),
    )
    .map(([type, value, beside]) =>
      objectText([
        ['value', value],
        ['type', `"${type}"`],
        ['beside', beside],
      ]),
    ),
}))

test('the value of a SecureString is never answered, wherever it stands', async () => {
  await fc.assert(
    fc.asyncProperty(holder, async (text) => {
      const answers = [
        await put(runtimeUrl, `{"properties":{"type":"SelfHosted","typeProperties":{"a":${text}},"b":${text}}}`),
        await get(runtimeUrl),
        await get(`${factoryUrl}/integrationRuntimes`),
        await put(factoryUrl, `{"location":"eastus","properties":{"c":${text}}}`),
        await get(factoryUrl),
      ]

      for (const { status, text: answer } of answers) {
        assert.equal(status, 200)
        assert.ok(answer.includes('**********'))
        assert.ok(!answer.includes(marker), answer)
      }
    }),
    { numRuns: 60 },
  )
})
