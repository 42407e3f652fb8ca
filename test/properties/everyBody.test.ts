import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type TSchema, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { AnyOperation } from '../../src/operations/operation.ts'
import { routes } from '../../src/operations/routes.ts'
import { anyText, headerText, jsonText } from '../support/arbitraries.ts'
import { type Broken, brokenBodies } from '../support/brokenBodies.ts'
import { givenWhatItNames } from '../support/callOperation.ts'
import { dumpStore } from '../support/dumpStore.ts'
import { inject } from '../support/inject.ts'
import { owner } from '../support/known.ts'
import type { Answer } from '../support/request.ts'
import { sampleOf, urlOf } from '../support/samples.ts'
import { limitsOf, shapesOf, valuesOf } from '../support/schemaArbitrary.ts'
import { type Place, placesIn } from '../support/schemaPlaces.ts'
import { isRule, sensibleFor } from '../support/sensibleBodies.ts'
import { shareService } from '../support/shareService.ts'
import { assertCloudError } from '../support/wellFormedErrors.ts'

/** Requests of this file altogether, at the least: each place of each body has its share. */
const requests = 10_000

const azure = await shareService()
const authorization = `Bearer ${await azure.tokenOf(owner)}`
let sent = 0

interface Sent {
  readonly url?: string
  readonly text: string
  readonly contentType?: string
}

/** One request, which is counted, and which is no reason for a 5xx. */
const send = async (
  operation: AnyOperation,
  { url, text, contentType = 'application/json' }: Sent,
): Promise<Answer> => {
  sent += 1
  const answer = await inject(azure, {
    method: operation.method,
    url: `${url ?? urlOf(operation)}?${['api-version=2018-06-01', sampleOf(operation).query ?? ''].join('&')}`,
    headers: { authorization, 'content-type': contentType },
    body: text,
  })
  assert.ok(answer.status < 500, `${answer.status} ${answer.text} to ${text}`)
  return answer
}

const withBody = routes.flatMap((operation) => (operation.body ? [{ operation, schema: operation.body }] : []))
const withoutBody = routes.filter(({ body }) => body === null)
const brokenOf = new Map<AnyOperation, Broken[]>(
  withBody.map(({ operation, schema }) => [operation, [...brokenBodies(schema)]]),
)
const runs = {
  broken: Math.ceil((0.75 * requests) / [...brokenOf.values()].flat().length),
  valid: Math.ceil((0.15 * requests) / withBody.length),
  anything: Math.ceil((0.1 * requests) / withoutBody.length),
}

const freshNames = (function* () {
  for (let n = 1; ; n += 1) yield `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
})()

/** What is put is put at a name of its own, whatever kind of name that is: so that it is new. */
const freshUrlOf = (operation: AnyOperation): string => {
  const [, last = ''] = /:(\w+)$/.exec(operation.path) ?? []
  return urlOf(operation, { [last]: freshNames.next().value })
}

const validators = new Map<TSchema, ReturnType<typeof Compile>>()
const faultsOf = (schema: TSchema, value: unknown): readonly object[] => {
  const validator = validators.get(schema) ?? Compile(schema)
  validators.set(schema, validator)
  return validator.Errors(value)
}

/** Whether it succeeded, with an answer of the kind that the operation says; else it was refused by a rule. */
const isTaken = (operation: AnyOperation, answer: Answer): boolean => {
  const schema = operation.replies[answer.status]
  if (schema !== undefined) {
    if (schema) assert.deepEqual(faultsOf(schema, JSON.parse(answer.text)), [], answer.text)
    return true
  }
  assertCloudError(answer)
  const { code, message } = JSON.parse(answer.text).error
  assert.ok(isRule(operation, code, message), `${answer.status} ${code}: ${message}`)
  return false
}

/** What the last request may have taken away; a read takes nothing. */
const givenAgain = async (operation: AnyOperation): Promise<void> => {
  if (operation.effect === 'change') await givenWhatItNames(azure, operation)
}

const sendValid = async (operation: AnyOperation, text: string): Promise<boolean> => {
  if (operation.method !== 'PUT') {
    await givenAgain(operation)
    return isTaken(operation, await send(operation, { text }))
  }
  const url = freshUrlOf(operation)
  const taken = isTaken(operation, await send(operation, { url, text }))
  if (taken) assert.ok(isTaken(operation, await send(operation, { url, text })), 'what was taken once is taken again')
  await azure.send('DELETE', url)
  return taken
}

const noObject = /^The request content was invalid .*'The body is not a JSON object\.'\.$/

const assertNames = (answer: Answer, place: string): void => {
  assert.equal(answer.status, 400, answer.text)
  assertCloudError(answer)
  const { message } = JSON.parse(answer.text).error
  if (place !== '') assert.ok(message.startsWith(`The request body is invalid: ${place} `), `${message} names ${place}`)
  assert.match(message, place === '' ? noObject : /: \S+ (must be .+|is required|is not known.*)\.$/s)
}

const takesLongText = ({ schema }: Place): boolean =>
  shapesOf(schema).some((shape) => Type.IsString(shape) && limitsOf(shape).maxLength === undefined)

for (const { operation, schema } of withBody) {
  describe(`${operation.id} at ${operation.path}`, () => {
    test('takes every body that fits its schema, unless a rule has a word to say', async () => {
      await givenWhatItNames(azure, operation)
      let taken = 0

      await fc.assert(
        fc.asyncProperty(valuesOf(schema, { place: '', sensible: sensibleFor(operation) }), async (body) => {
          const text = JSON.stringify(body)
          assert.deepEqual(faultsOf(schema, JSON.parse(text)), [], 'it fits')
          if (await sendValid(operation, text)) taken += 1
        }),
        { numRuns: runs.valid },
      )

      assert.ok(sampleOf(operation).isRefused || taken > runs.valid / 2, `${taken} of ${runs.valid} have been taken`)
    })

    test('refuses a body that is wrong in one place, names the place, and changes nothing', async () => {
      await givenWhatItNames(azure, operation)

      // Once before all of them and once after: what is the same then was changed by none. It takes longer than a request.
      const before = await dumpStore(azure.store)

      for (const { place, bodies } of brokenOf.get(operation) ?? []) {
        const refused = async (body: unknown): Promise<void> =>
          assertNames(await send(operation, { text: JSON.stringify(body) }), place)
        await fc.assert(fc.asyncProperty(bodies, refused), { numRuns: runs.broken })
      }

      assert.ok((await dumpStore(azure.store)) === before, 'nothing changes')
    })

    test('tells no long text again where it refuses one', async () => {
      await givenWhatItNames(azure, operation)

      for (const { place, around } of [...placesIn(schema)].filter(takesLongText)) {
        await fc.assert(
          fc.asyncProperty(around(fc.constant('x'.repeat(50_000))), async (body) => {
            const url = operation.method === 'PUT' ? freshUrlOf(operation) : urlOf(operation)
            const { status, text } = await send(operation, { url, text: JSON.stringify(body) })
            assert.ok(status < 400 || text.length < 5000, `${text.slice(0, 200)}… for ${place}`)
            if (operation.method === 'PUT') await azure.send('DELETE', url)
          }),
          { numRuns: 3 },
        )
      }
    })
  })
}

const contentTypes = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('application/json', 'Application/JSON; charset=utf-8') },
  {
    weight: 1,
    arbitrary: fc.oneof(headerText, fc.constantFrom('text/plain', 'application/x-www-form-urlencoded', '')),
  },
)
const isJsonType = (contentType: string): boolean => /^application\/json *(;|$)/i.test(contentType)

for (const operation of withoutBody) {
  test(`${operation.id} at ${operation.path} does not look into a body, whatever it is`, async () => {
    await givenWhatItNames(azure, operation)
    const usual = await send(operation, { text: '' })
    assert.ok(usual.status in operation.replies, `${usual.status} ${usual.text}`)

    await fc.assert(
      fc.asyncProperty(fc.oneof(jsonText, anyText), contentTypes, async (text, contentType) => {
        await givenAgain(operation)
        const { status } = await send(operation, { text, contentType })
        assert.ok(
          status === usual.status || (status === 415 && !isJsonType(contentType)),
          `${status} to ${contentType}`,
        )
      }),
      { numRuns: runs.anything },
    )
  })
}

test(`${requests} requests and more have been sent, and none was answered with a 5xx`, () => {
  assert.ok(sent >= requests, `${sent} have been sent`)
})
