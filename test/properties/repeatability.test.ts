import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { owner, runtimeUrl, user } from '../support/known.ts'
import { generationsOf, sentOnce } from '../support/repeats.ts'
import { shareService } from '../support/shareService.ts'

const azure = await shareService()
await azure.givenARuntime()
const tokens = [await azure.tokenOf(owner), await azure.tokenOf({ ...owner, objectId: user.objectId })]

/** Bodies of a rotation, told apart by more than what they mean; and one that is refused. */
const bodies = ['{"keyName":"authKey1"}', '{"keyName": "authKey1"}', '{"keyName":"AUTHKEY2"}', '{"keyName":"none"}']
const keyIn = (body: string): string => /authkey[12]/i.exec(body)?.[0].replace(/^authkey/i, 'authKey') ?? ''

const step = fc.record({
  caller: fc.nat({ max: tokens.length - 1 }),
  /** Which of the ids of this run; undefined for a request without one. */
  id: fc.option(fc.nat({ max: 2 }), { nil: undefined, freq: 6 }),
  body: fc.constantFrom(...bodies),
  isLater: fc.boolean(),
  /** How many of the same are sent at once. */
  times: fc.integer({ min: 1, max: 3 }),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** What was done under an id of a caller. */
interface Done {
  readonly asked: string
  readonly keyName: string
  readonly generation: number
  readonly answer: object
}

type Outcome = 'another request' | 'done' | 'refused' | 'repeated' | 'superseded'
const outcomes = new Set<Outcome>()

/** One run: what is sent, and what must come of it. */
const begin = async () => {
  const generations = await generationsOf(azure)
  const done = new Map<string, Done>()
  const ids = Array.from({ length: 3 }, () => randomUUID())
  const times = [Date.now(), Date.now() - 60_000] as const

  const placeOf = ({ caller, id }: Step): string => `${caller} ${id}`
  const askedBy = ({ body, isLater }: Step): string => `${body} ${isLater}`

  /** By the model. */
  const outcomeOf = (one: Step): Outcome => {
    const before = one.id === undefined ? undefined : done.get(placeOf(one))
    if (!before) return keyIn(one.body) === '' ? 'refused' : 'done'
    if (before.asked !== askedBy(one)) return 'another request'
    return generations[before.keyName] === before.generation ? 'repeated' : 'superseded'
  }

  const send = async ({ caller, id, body, isLater }: Step) => {
    const headers = id === undefined ? {} : sentOnce(ids[id], times[isLater ? 0 : 1])
    const sent = { body, headers: { ...headers, 'content-type': 'application/json' }, token: tokens[caller] ?? '' }
    const { status, headers: answered, body: told } = await azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, sent)
    return { status, result: answered['repeatability-result'], body: told }
  }

  const rotated = (one: Step, answer: object): void => {
    const keyName = keyIn(one.body)
    assert.deepEqual(Object.keys(answer), [keyName])
    const generation = (generations[keyName] ?? 0) + 1
    generations[keyName] = generation
    if (one.id !== undefined) done.set(placeOf(one), { asked: askedBy(one), keyName, generation, answer })
  }

  const check = (one: Step, { status, result, body }: Awaited<ReturnType<typeof send>>): void => {
    const outcome = outcomeOf(one)
    outcomes.add(outcome)
    assert.deepEqual([status, body.error?.code], expected[outcome], outcome)
    assert.equal(result, one.id === undefined ? undefined : outcome === 'another request' ? 'rejected' : 'accepted')
    if (outcome === 'repeated') assert.deepEqual(body, done.get(placeOf(one))?.answer)
    if (outcome === 'done') rotated(one, body)
  }

  return async (one: Step): Promise<void> => {
    for (const reply of await Promise.all(Array.from({ length: one.times }, () => send(one)))) check(one, reply)
    assert.deepEqual(await generationsOf(azure), generations)
  }
}

const expected: Readonly<Record<Outcome, readonly [number, string | undefined]>> = {
  'another request': [400, 'RepeatabilityRejected'],
  done: [200, undefined],
  refused: [400, 'BadRequest'],
  repeated: [200, undefined],
  superseded: [409, 'RepeatedKeySuperseded'],
}

test('whatever is sent and sent again, each id of a caller stands for one deed, and each deed is done once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const take = await begin()
      for (const one of steps) await take(one)
    }),
    { numRuns: 150 },
  )

  assert.deepEqual([...outcomes].sort(), Object.keys(expected), 'all of it has been tried')
})
