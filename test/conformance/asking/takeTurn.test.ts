import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takeTurn } from '../../../conformance/asking/takeTurn.ts'
import { createTranslation } from '../../../conformance/asking/translation.ts'
import type { Answer, Exchange } from '../../../conformance/recording/exchange.ts'
import type { Turn } from '../../../conformance/recording/turns.ts'
import { exchange, factoryUrl, findingsOf, inShort, refusal, runtimeUrl } from '../support.ts'

const answered = (body: unknown): Answer => ({ status: 200, headers: {}, body })
const underWay = { status: 'InProgress', properties: null }
const ended = { status: 'Succeeded', properties: null }

/** Takes a turn with a server that gives these answers in their order, the last one again and again. */
const take = async (turn: Turn, ...answers: readonly (Answer | Error)[]) => {
  let asked = 0
  const send = async (): Promise<Answer> => {
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? assert.fail('nothing may be sent')
    if (answer instanceof Error) throw answer
    return answer
  }
  const translation = createTranslation('https://localhost', (text) => text)
  const differences = await takeTurn(turn, { server: { send }, translation, checkAnswer: () => [], mostPolls: 5 })
  return { asked, differences, found: inShort(findingsOf(differences)) }
}

const polling = (first: unknown, ...bodies: readonly unknown[]): Turn => {
  const poll = (body: unknown, index: number): Exchange => exchange({ index, path: `${runtimeUrl}/start/1`, body })
  return { isPolling: true, exchanges: [poll(first, 1), ...bodies.map((body, at) => poll(body, at + 2))] }
}
const single = (one: Exchange): Turn => ({ isPolling: false, exchanges: [one] })

test('an exchange is asked once and compared', async () => {
  const turn = single(exchange({ body: { name: 'pear' } }))

  assert.deepEqual((await take(turn, answered({ name: 'pear' }))).found, [])
  assert.deepEqual((await take(turn, answered({ name: 'plum' }))).found, ['value body.name'])
})

test('an answer that does not come is a difference, and no end of the run', async () => {
  const { differences } = await take(single(exchange()), new Error('socket hang up'))

  assert.match(differences[0]?.finding.words ?? '', /ours did not come: socket hang up/)
})

test('when ours ends sooner, the polls that are missing are no difference', async () => {
  const { asked, found } = await take(polling(underWay, underWay, ended), answered(ended))

  assert.deepEqual(found, [])
  assert.equal(asked, 1)
})

test('when ours ends later, it is polled until it ends', async () => {
  const { asked, found } = await take(polling(underWay, ended), ...[underWay, underWay, underWay, ended].map(answered))

  assert.deepEqual(found, [])
  assert.equal(asked, 4)
})

test('the end is compared with the end', async () => {
  const { differences, found } = await take(polling(underWay, ended), answered({ ...ended, properties: {} }))

  assert.deepEqual(found, ['type body.properties'])
  assert.equal(differences[0]?.exchange.index, 2)
})

test('polls that find it under way are compared as far as both sides have them', async () => {
  const wrong = { status: 'InProgress' }

  assert.deepEqual((await take(polling(underWay, ended), answered(wrong), answered(ended))).found, [
    'missing body.properties',
  ])
  assert.deepEqual((await take(polling(ended), answered(wrong), answered(ended))).found, [])
})

test('an end that never comes is a difference', async () => {
  const { asked, found } = await take(polling(underWay, ended), answered(underWay))

  assert.deepEqual(found, ['answer status'])
  assert.equal(asked, 5)
})

test('where the recording stops polling before the end, so does the replay', async () => {
  const { asked, found } = await take(polling(underWay, underWay), answered(underWay))

  assert.deepEqual(found, [])
  assert.equal(asked, 2)
})

test('where the recording stops polling before the end, an end of ours is none, and a failure is a difference', async () => {
  const refused = { status: 500, headers: {}, body: refusal('InternalServerError') }

  assert.deepEqual((await take(polling(underWay, underWay), answered(ended))).found, [])
  assert.deepEqual((await take(polling(underWay, underWay), refused)).found, ['value status'])
  assert.equal((await take(polling(underWay, underWay), new Error('socket hang up'))).found.length, 1)
})

test('an operation that is gone is the end', async () => {
  const gone = { status: 404, headers: {}, body: refusal('NotFound') }

  assert.deepEqual((await take(polling(underWay, ended), gone)).found, ['value status'])
})

test('what Lazulite does not have is not sent, and each such exchange is a difference that knows its reason', async () => {
  const { asked, differences } = await take(single(exchange({ path: `${factoryUrl}/pipelines` })))

  assert.equal(asked, 0)
  assert.equal(differences.length, 1)
  assert.match(differences[0]?.finding.meant?.reason ?? '', /no pipelines/)
})

test('an answer is checked by other means, too', async () => {
  const seen: string[] = []
  const one = exchange({ body: 1 })

  const differences = await takeTurn(single(one), {
    server: { send: async () => answered(1) },
    translation: createTranslation('https://localhost', (text) => text),
    checkAnswer: (request, answer) => {
      seen.push(`${request.method} ${request.uri} ${answer.body}`)
      return [{ place: 'document', kind: 'document', words: 'must be a pear' }]
    },
    mostPolls: 5,
  })

  assert.deepEqual(seen, [`GET ${one.request.uri} 1`])
  assert.deepEqual(inShort(findingsOf(differences)), ['document document'])
})
