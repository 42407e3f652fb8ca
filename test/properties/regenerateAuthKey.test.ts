import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyText, isKept, jsonText, keptText, objectText } from '../support/arbitraries.ts'
import { authKeySecrets, dumpStore } from '../support/dumpStore.ts'
import { inject } from '../support/inject.ts'
import { owner, runtimeUrl } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { assertCloudError } from '../support/wellFormedErrors.ts'
import { worldWithoutSecrets } from '../support/worldWithoutSecrets.ts'

const azure = await shareService({ world: worldWithoutSecrets })
await azure.givenARuntime()
const authorization = `Bearer ${await azure.tokenOf(owner)}`
const regenerate = (body: string) =>
  inject(azure, {
    method: 'POST',
    url: `${runtimeUrl}/regenerateAuthKey?api-version=2018-06-01`,
    headers: { authorization, 'content-type': 'application/json' },
    body,
  })

/** Letters that become a plain one when a program folds letter case without care: the Kelvin sign, the long s. */
const lookAlikes = ['auth\u212aey1', 'AUTH\u212aEY2', 'authKey\u0661', 'authKey\uff11', '\u0430uthKey1']
const almostNames = [
  'authKey',
  'authKey0',
  'authKey11',
  ' authKey1',
  'authKey1\n',
  'authKey1\u0000',
  'authKey1,authKey2',
]

const keyName = fc.oneof(
  fc.mixedCase(fc.constantFrom('authKey1', 'authKey2')).map((name) => JSON.stringify(name)),
  fc.constantFrom(...lookAlikes, ...almostNames).map((name) => JSON.stringify(name)),
  fc.constantFrom('["authKey1"]', '{"authKey1":1}', '1', 'true', 'null', '[]'),
  jsonText,
)
const memberName = fc.oneof(
  { weight: 6, arbitrary: fc.constant('keyName') },
  { weight: 1, arbitrary: fc.oneof(fc.constantFrom('KeyName', 'keyname', ' keyName'), keptText) },
)
const body = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.tuple(memberName, keyName), { minLength: 1, maxLength: 3 }).map(objectText) },
  { weight: 1, arbitrary: fc.oneof(jsonText, anyText) },
)

/**
 * Which key a body names, by the rule: one JSON object, all of whose texts can be kept, and whose `keyName` is a text, in
 * any letter case of plain letters.
 */
const namedIn = (text: string): string | undefined => {
  try {
    const value = JSON.parse(text, (name, member) => {
      if (!isKept(name) || (typeof member === 'string' && !isKept(member))) throw new Error('This is not kept.')
      return member
    })
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    const [, digit] = (typeof value.keyName === 'string' && /^authKey([12])$/i.exec(value.keyName)) || []
    return digit && `authKey${digit}`
  } catch {
    return undefined
  }
}

/** All that is kept; the keys apart, whose rows are others with each generation. */
const kept = async () => ({
  secrets: await authKeySecrets(azure.store),
  keys: await dumpStore(azure.store),
  others: await dumpStore(azure.store, ['auth_key_generations']),
})

test('whatever is sent, one key changes where one is named, and else nothing', async () => {
  let before = await kept()
  const outcomes = new Map<number, number>()

  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      const answer = await regenerate(text)
      const after = await kept()
      outcomes.set(answer.status, (outcomes.get(answer.status) ?? 0) + 1)

      const name = namedIn(text)
      assert.equal(answer.status, name ? 200 : 400, answer.text)
      if (name) {
        const [[answered, key] = []] = Object.entries<string>(JSON.parse(answer.text))
        assert.equal(answered, name)
        assert.deepEqual(
          after.secrets.filter((secret) => !before.secrets.includes(secret)),
          [key?.slice(key.lastIndexOf('@') + 1)],
          'exactly one key, and the one that is answered',
        )
        assert.equal(after.secrets.length, before.secrets.length)
        assert.equal(after.others, before.others, 'and nothing else')
      } else {
        assertCloudError(answer)
        assert.deepEqual(after, before)
        for (const secret of after.secrets) assert.ok(!answer.text.includes(secret))
      }
      before = after
    }),
    { numRuns: 300 },
  )

  assert.deepEqual([...outcomes.keys()].sort(), [200, 400], 'both have been tried')
})
