import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Difference } from '../../conformance/comparing/finding.ts'
import { reasonOf } from '../../conformance/meant/explain.ts'
import type { Cassette } from '../../conformance/recording/exchange.ts'
import { readJsonLines } from '../../conformance/recording/jsonLines.ts'
import { replay } from '../../conformance/replay.ts'
import { orchard, regenerated } from './orchard.ts'
import { azure, exchange, factoryUrl, fresh, groupUrl, refusal, runtimeUrl, subscriptionUrl } from './support.ts'

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

test('a poll that found it under way is compared with one of ours that does', async () => {
  const { unexplained } = await play(story([11, '"error":null', '"error":{}'], [12, '"name":', '"pear":']))

  assert.deepEqual(unexplained, ['#11 type body.error', '#12 missing body.pear', '#12 extra body.name'])
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
  assert.match(differences[0]?.finding.words ?? '', /^PUT .*\/Orchard-7\?\S+ was refused: 400 /)
})

test('where no server can begin, that is the one difference, with its place and without any file of ours', async () => {
  const moon = { name: 'harvest', location: 'the-moon', tags: { a: 1 } }
  const exchanges = [exchange({ path: groupUrl, body: moon }), exchange({ index: 2 })] as const

  const { unexplained, differences } = await play({ name: 'moon', exchanges })

  assert.deepEqual(unexplained, ['#1 answer prelude'])
  assert.match(
    differences[0]?.finding.words ?? '',
    /^no server can begin so: subscriptions\[0\]\.resourceGroups\[0\]\.location must be [^\n]*; [^\n/]*$/,
  )
})

for (const [code, path, status] of [
  ['InvalidSubscriptionId', '/subscriptions/abc/resourceGroups', 400],
  ['InvalidResourceGroup', `${subscriptionUrl}/resourceGroups/bad%20name!`, 400],
] as const) {
  test(`a name that was refused with ${code} is refused here, too`, async () => {
    const refused = exchange({ path, status, body: refusal(code) })

    const { unexplained } = await play({ name: 'names', exchanges: [refused] })

    assert.deepEqual(unexplained, ['#1 value body.error.message'])
  })
}

const stopped = (headers = {}) => exchange({ method: 'POST', path: `${runtimeUrl}/stop`, status: 202, headers })

test('what must have been done with a runtime before is done with one of its kind', async () => {
  const disabled = exchange({ method: 'POST', path: `${runtimeUrl}/disableInteractiveQuery`, status: 202 })

  assert.deepEqual((await play({ name: 'cellar', exchanges: [stopped()] })).unexplained, [])
  assert.deepEqual((await play({ name: 'cellar', exchanges: [disabled] })).unexplained, [])
})

test('what takes its time before a recording has ended when it begins', async () => {
  const uri = `${azure}${runtimeUrl}/stop/operationstatuses/${fresh.operation[0]}?api-version=2018-06-01`
  const poll = exchange({ index: 2, request: { uri }, body: { status: 'InProgress' } })

  const { unexplained } = await play({
    name: 'cellar',
    exchanges: [stopped({ 'azure-asyncoperation': uri }), poll],
  })

  assert.ok(!unexplained.some((one) => one.startsWith('#1')), unexplained.join('\n'))
})
