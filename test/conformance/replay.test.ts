import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConformanceError } from '../../conformance/conformanceError.ts'
import type { Cassette } from '../../conformance/exchange.ts'
import { reasonOf } from '../../conformance/explain.ts'
import type { Difference } from '../../conformance/finding.ts'
import { readJsonLines } from '../../conformance/jsonLines.ts'
import { replay } from '../../conformance/replay.ts'
import { orchard, regenerated } from './orchard.ts'
import { exchange, factoryUrl, fresh, runtimeUrl } from './support.ts'

/** Replays what somebody has written, and names what differs. */
const play = async (cassette: Cassette) => {
  const { prelude, steps, differences } = await replay(cassette, () => [])
  const named = (some: readonly Difference[]) =>
    some.map(({ exchange: { index }, finding: { kind, place } }) => `#${index} ${kind} ${place}`)
  const unexplained = differences.filter((difference) => reasonOf(difference) === undefined)
  return { prelude, steps, all: named(differences), unexplained: named(unexplained), differences }
}

/** The story of the orchard, with something in some of its lines written otherwise. */
const story = (...changes: readonly (readonly [index: number, from: string, to: string])[]): Cassette => {
  const lines = orchard.map((line) => {
    const mine = changes.filter(([index]) => index === line.index)
    return mine.reduce((text, [index, from, to]) => {
      assert.ok(text.includes(from), `line ${index} has ${from}`)
      return text.replace(from, to)
    }, JSON.stringify(line))
  })
  return readJsonLines('orchard.jsonl', lines.join('\n'))[0] ?? assert.fail('a cassette')
}

test('a recording is replayed from the state that it began in, with what it left out, and what it has is the same', async () => {
  const { prelude, steps, all, unexplained } = await play(story())

  assert.equal(prelude, 'unregistered')
  assert.deepEqual(steps, ['register the provider before #4'])
  assert.deepEqual(unexplained, [])
  assert.deepEqual(all, [
    '#4 scrubbed body.id',
    '#6 scrubbed body.authKey1',
    '#6 scrubbed body.authKey2',
    '#7 scrubbed body.authKey1',
    '#8 scrubbed body.authKey1',
    '#8 scrubbed body.authKey2',
    '#14 request request',
  ])
})

test('wherever the recording has something else, that is found, and nothing beside it', async () => {
  const { unexplained } = await play(
    story(
      [1, '"target":"Microsoft', '"target":"Nobody'],
      [4, '"status":200', '"status":201'],
      [4, '"Server":"Kestrel"', '"Server":"Pear","x-pear":"1"'],
      [5, '"name":"press",', '"kind":"wood",'],
      [5, '"description":"Presses pears."', '"description":"Presses plums."'],
      [9, '"numberOfNodes":2', '"numberOfNodes":"2"'],
      [9, '"type":"Managed","typeProperties":{"computeProperties"', '"typeProperties":{"computeProperties"'],
      [13, '"state":"Started"', '"state":"Online"'],
    ),
  )

  assert.deepEqual(unexplained, [
    '#1 value body.error.details[0].target',
    '#4 value status',
    '#4 value header server',
    '#4 missing header x-pear',
    '#5 missing body.kind',
    '#5 extra body.name',
    '#5 value body.properties.description',
    '#9 extra body.properties.type',
    '#9 type body.properties.typeProperties.computeProperties.numberOfNodes',
    '#13 value body.properties.properties.state',
  ])
})

test('a key that stays where it should change is found, and one that changes where it should stay', async () => {
  const [secret1, secret2] = fresh.secret

  const { unexplained } = await play(story([7, regenerated, secret1], [8, secret2, secret1]))

  assert.deepEqual(unexplained, ['#7 equality body.authKey1', '#8 equality body.authKey2'])
})

test('polls that ours does not need are no difference, whatever they say', async () => {
  const { unexplained } = await play(story([11, '"error":null', '"error":{}'], [12, '"name":', '"pear":']))

  assert.deepEqual(unexplained, [])
})

test('what is no name that a recorder missed is a difference', async () => {
  const { unexplained } = await play(story([4, 'factories/orchard-q8', 'factories/ORCHARD-Q8']))

  assert.ok(unexplained.includes('#4 value body.id'), unexplained.join('\n'))
})

test('what stood there when a recording began is made before', async () => {
  const status = { dataFactoryName: 'Orchard-7', state: 'NeedRegistration', type: 'SelfHosted' }
  const answer = { name: 'press', properties: status }

  const { prelude, unexplained } = await play({
    name: 'inhabited',
    exchanges: [exchange({ method: 'POST', path: `${runtimeUrl}/getStatus`, body: answer })],
  })

  assert.equal(prelude, 'inhabited')
  assert.deepEqual(unexplained, ['#1 extra body.properties.typeProperties'], 'the runtime is there')
})

test('what cannot be made is a difference of the first exchange, and the replay goes on', async () => {
  const shown = { name: 'Orchard-7', id: factoryUrl, type: 'Microsoft.DataFactory/factories', location: 'the-moon' }

  const { unexplained, differences } = await play({ name: 'moon', exchanges: [exchange({ body: shown })] })

  assert.deepEqual(unexplained.slice(0, 1), ['#1 answer prelude'])
  assert.match(differences[0]?.finding.words ?? '', /^PUT .*\/Orchard-7 was refused: 400 /)
})

test('a recording that no server can begin with is refused by its name', async () => {
  const exchanges = [exchange({ path: '/subscriptions/hidden' })]

  await assert.rejects(
    replay({ name: 'orchard', exchanges }, () => []),
    (error) => error instanceof ConformanceError && /^orchard cannot be replayed: .*must be a GUID/.test(error.message),
  )
})
