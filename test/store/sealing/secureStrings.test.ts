import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { JsonObject } from '../../../src/core/json.ts'
import { anyName, jsonText, objectText } from '../../support/arbitraries.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { engines } from '../engines.ts'
import { factory, runtime, savePlaces } from '../samples.ts'
import { bytesIn, newSecret, openIn } from './support.ts'

/** Long enough that none is in a file by chance. */
const secret = fc.constant(null).map(newSecret)
const values = (text: string): readonly string[] => text.match(/[A-Za-z0-9+/]{43}=/g) ?? []

/** Names that JSON and JavaScript treat unlike others, beside all that there are. */
const name = fc.oneof(
  anyName,
  fc.constantFrom('__proto__', 'constructor', 'toString', 'toJSON', '10', '9', '-1', '1.5', '', 'value', 'type '),
)

const { holder } = fc.letrec<{ holder: string; secure: string; any: string }>((tie) => ({
  any: fc.oneof({ depthSize: 'small' }, jsonText, tie('holder')),
  holder: fc.oneof(
    { depthSize: 'medium' },
    tie('secure'),
    fc.array(tie('any'), { maxLength: 3 }).map((items) => `[${items}]`),
    fc.array(fc.tuple(name, tie('any')), { maxLength: 4 }).map(objectText),
  ),
  secure: fc
    .tuple(
      fc.constantFrom('SecureString', 'securestring', 'SECURESTRING'),
      secret.chain((text) =>
        fc.constantFrom(`"${text}"`, `["${text}"]`, `{"in":{"type":"SecureString","value":"${text}"}}`),
      ),
      fc.option(tie('any'), { nil: 'null' }),
      fc.boolean(),
    )
    .map(([type, value, beside, typeFirst]) => {
      const members: [string, string][] = [
        ['value', value],
        ['type', `"${type}"`],
      ]
      return objectText([...(typeFirst ? members.toReversed() : members), ['beside', beside], ['1', '0']])
    }),
}))
const properties = fc.array(fc.tuple(name, holder), { maxLength: 5 }).map(objectText)

for (const [engine, openDatabase] of Object.entries(engines)) {
  describe(`secure strings in the ${engine} store`, () => {
    test('what was saved is what is read, member for member, and no value is in a file', async (t) => {
      const folder = temporaryFolder(t)
      const { store } = await openIn(t, folder, openDatabase)
      await store.change(savePlaces)
      const secrets: string[] = []

      await fc.assert(
        fc.asyncProperty(properties, properties, async (ofFactory, ofRuntime) => {
          secrets.push(...values(ofFactory), ...values(ofRuntime))
          const [one, other]: JsonObject[] = [JSON.parse(ofFactory), JSON.parse(ofRuntime)]
          await store.change(async (tx) => {
            await tx.saveFactory({ ...factory, properties: one ?? {} })
            await tx.saveRuntime({ ...runtime, properties: other ?? {} })
            assert.equal(JSON.stringify((await tx.findRuntime(runtime.id))?.properties), JSON.stringify(other))
          })

          const found = await store.read((tx) => tx.findFactory(factory.id))
          assert.equal(JSON.stringify(found?.properties), JSON.stringify(one))
        }),
        { numRuns: 200 },
      )

      assert.ok(secrets.length > 100, `${secrets.length} are enough to show it`)
      const bytes = bytesIn(folder)
      for (const value of secrets) assert.ok(!bytes.includes(value), value)
    })

    const cases: Readonly<Record<string, string>> = {
      'none at all': '{"a":{"type":"String","value":"seen"},"b":null}',
      'one with nothing in it': '{"a":{"type":"SecureString","value":null}}',
      'an empty one': '{"a":{"type":"SecureString","value":""}}',
      'one that lacks its value': '{"a":{"type":"SecureString"},"b":{"type":"SecureString","value":"hidden"}}',
      'the whole of the properties': '{"type":"SecureString","value":"hidden","beside":1}',
      'several in a list': '{"a":[{"type":"SecureString","value":"1"},null,[{"type":"SecureString","value":"2"}]]}',
      'names that JSON puts in another order':
        '{"b":{"type":"SecureString","value":"b"},"1":{"type":"SecureString","value":"1"},"0":{"type":"SecureString","value":"0"}}',
      'one under the name __proto__':
        '{"__proto__":{"type":"SecureString","value":"p"},"b":{"type":"SecureString","value":"b"}}',
      'one whose value is like another': '{"a":{"type":"SecureString","value":{"type":"SecureString","value":null}}}',
      "a type that is __proto__'s": '{"a":{"__proto__":{"type":"SecureString"},"value":"seen"}}',
    }
    for (const [what, text] of Object.entries(cases)) {
      test(`are read as they were saved: ${what}`, async (t) => {
        const { store } = await openIn(t, temporaryFolder(t), openDatabase)
        await store.change(savePlaces)

        await store.change((tx) => tx.saveFactory({ ...factory, properties: JSON.parse(text) }))

        const found = await store.read((tx) => tx.findFactory(factory.id))
        assert.equal(JSON.stringify(found?.properties), JSON.stringify(JSON.parse(text)))
      })
    }

    test('leave nothing behind when the next properties have none', async (t) => {
      const { store } = await openIn(t, temporaryFolder(t), openDatabase)
      const hidden = { a: { type: 'SecureString', value: 'hidden' } }
      await store.change(async (tx) => {
        await savePlaces(tx)
        await tx.saveFactory({ ...factory, properties: hidden })
        await tx.saveRuntime({ ...runtime, properties: hidden })
      })

      await store.change(async (tx) => {
        await tx.saveFactory(factory)
        await tx.saveRuntime(runtime)
      })

      assert.deepEqual(await store.read((tx) => tx.findFactory(factory.id)), factory)
      assert.deepEqual(await store.read((tx) => tx.findRuntime(runtime.id)), runtime)
      assert.deepEqual(await store.rotateDataKey(), { resealed: 0, broken: [] })
    })
  })
}
