import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { startLazulite } from '../../src/index.ts'
import { anyName, jsonText, objectText } from '../support/arbitraries.ts'
import { factoryUrl, groupUrl, runtimeUrl } from '../support/known.ts'
import { type Answer, request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

type Json = Record<string, unknown>
type Send = (method: string, path: string, body?: string) => Promise<Answer>

/** A whole server on a folder, and how to send to it as the Owner. */
const open = async (t: TestContext, folder: string) => {
  const azure = await startLazulite({ data: folder })
  t.after(() => azure.close())
  const { token } = await azure.credential().getToken('https://management.azure.com/.default')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const send: Send = (method, path, body) =>
    request(`${azure.httpUrl}${path}?api-version=2018-06-01`, { method, headers, ...(body !== undefined && { body }) })
  return { send, close: azure.close }
}

const members = (known: readonly string[]) =>
  fc.array(
    fc.tuple(
      anyName.filter((name) => !known.includes(name)),
      jsonText,
    ),
    { maxLength: 6 },
  )

const optional = (name: string, ...texts: readonly string[]) =>
  fc.constantFrom(...texts.map((text): [string, string][] => [[name, text]]), [])

const always = (name: string, ...texts: readonly string[]) =>
  fc.constantFrom(...texts.map((text): [string, string][] => [[name, text]]))

/** `properties` of a runtime as a client may write them: members in any order, nulls, unknown ones. */
const runtimeProperties = fc
  .tuple(
    fc
      .oneof(
        fc.tuple(always('type', '"Managed"'), always('typeProperties', '{}', '{"x":null}', '{"ssisProperties":{}}')),
        fc.tuple(always('type', '"SelfHosted"'), optional('typeProperties', 'null', '{}', '{"linkedInfo":null,"x":1}')),
      )
      .map((parts) => parts.flat()),
    optional('description', 'null', '"of the factory floor"'),
    optional('state', '"Online"', 'null'),
    members(['type', 'description', 'typeProperties', 'state']),
  )
  .chain((parts) => fc.shuffledSubarray(parts.flat(), { minLength: parts.flat().length }))
  .map(objectText)

const ofTheService = ['provisioningState', 'createTime', 'version', 'factoryStatistics']
const factoryProperties = members(ofTheService).map(objectText)

/** The value of a SecureString is never told; all else is, wherever it stands. */
const masked = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const isSecure = entries.some(
    ([name, type]) => name === 'type' && typeof type === 'string' && /^securestring$/i.test(type),
  )
  return Object.fromEntries(
    entries.map(([name, member]) => [name, isSecure && name === 'value' ? '**********' : masked(member)]),
  )
}

const expectedRuntime = (properties: Json): string => {
  const { type, description, typeProperties, state: _, ...others } = properties
  const isSsis = type === 'Managed' && JSON.stringify(typeProperties)?.includes('ssisProperties')
  const state = isSsis ? 'Initial' : undefined
  // A member that is undefined is left out of the text.
  return JSON.stringify(masked({ type, description, typeProperties, state, ...others }))
}

const propertiesOf = ({ status, text }: Answer): Json => {
  assert.equal(status, 200, text)
  return JSON.parse(text).properties
}

const runtimeAnswer = (answer: Answer): string => JSON.stringify(propertiesOf(answer))
const factoryAnswer = (answer: Answer): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(propertiesOf(answer)).filter(([name]) => !ofTheService.includes(name))),
  )

test('what a user stores is answered as it was parsed, by the call, by the next, and after a restart', async (t) => {
  const folder = temporaryFolder(t)
  const first = await open(t, folder)
  const kept = new Map<string, { readonly expected: string; readonly shownIn: (answer: Answer) => string }>()
  assert.equal((await first.send('PUT', groupUrl, '{"location":"eastus"}')).status, 201)
  assert.equal((await first.send('PUT', factoryUrl, '{"location":"eastus"}')).status, 200)

  await fc.assert(
    fc.asyncProperty(runtimeProperties, async (text) => {
      const url = `${runtimeUrl}-${kept.size}`
      const expected = expectedRuntime(JSON.parse(text))
      assert.equal(runtimeAnswer(await first.send('PUT', url, `{"properties":${text}}`)), expected)
      assert.equal(runtimeAnswer(await first.send('GET', url)), expected)
      kept.set(url, { expected, shownIn: runtimeAnswer })
    }),
    { numRuns: 50 },
  )
  await fc.assert(
    fc.asyncProperty(factoryProperties, async (text) => {
      const url = `${factoryUrl}-${kept.size}`
      const expected = JSON.stringify(masked(JSON.parse(text)))
      const body = `{"location":"eastus","properties":${text}}`
      assert.equal(factoryAnswer(await first.send('PUT', url, body)), expected)
      assert.equal(factoryAnswer(await first.send('GET', url)), expected)
      kept.set(url, { expected, shownIn: factoryAnswer })
    }),
    { numRuns: 50 },
  )
  await first.close()

  const second = await open(t, folder)
  for (const [url, { expected, shownIn }] of kept) assert.equal(shownIn(await second.send('GET', url)), expected)
})
