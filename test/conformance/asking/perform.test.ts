import assert from 'node:assert/strict'
import { test } from 'node:test'
import { perform } from '../../../conformance/asking/perform.ts'
import { requestTo } from '../../../conformance/asking/requestTo.ts'
import type { Answer } from '../../../conformance/recording/exchange.ts'
import { refusal } from '../support.ts'

const origin = 'https://localhost:7443'
const done: Answer = { status: 200, headers: {}, body: {} }
const begun: Answer = { status: 202, headers: { location: `${origin}/result` }, body: undefined }
const refused: Answer = { status: 409, headers: {}, body: refusal('InUse') }

/** Performs two requests with a server that gives these answers in their order. */
const performWith = async (...answers: readonly (Answer | Error)[]) => {
  const asked: string[] = []
  const send = async ({ method, uri }: { readonly method: string; readonly uri: string }): Promise<Answer> => {
    const answer = answers[asked.push(`${method} ${uri}`) - 1] ?? assert.fail('nothing more may be sent')
    if (answer instanceof Error) throw answer
    return answer
  }
  const server = { origin, send, close: async () => {} }
  return { told: await perform(server, [requestTo('POST', '/pears'), requestTo('DELETE', '/plums')]), asked }
}

test('requests are made one after the other', async () => {
  const { told, asked } = await performWith(done, done)

  assert.equal(told, undefined)
  assert.deepEqual(
    asked,
    ['POST /pears', 'DELETE /plums'].map((one) => `${one.replace(' ', ` ${origin}`)}?api-version=2018-06-01`),
  )
})

test('what takes its time is waited for, before anything else is done', async () => {
  const { told, asked } = await performWith(begun, begun, done, done)

  assert.equal(told, undefined)
  assert.deepEqual(asked.slice(1, 3), [`GET ${origin}/result`, `GET ${origin}/result`])
})

for (const [what, answers, words] of [
  ['a refusal', [refused], /^POST \/pears\S* was refused: 409 InUse$/],
  ['an end that is a refusal', [begun, refused], /^POST \/pears\S* was refused: 409 InUse$/],
  ['an answer that does not come', [new Error('hang up')], /^POST \/pears\S* was not answered: hang up$/],
] as const) {
  test(`${what} is told, and nothing is done after it`, async () => {
    const { told, asked } = await performWith(...answers)

    assert.match(told ?? '', words)
    assert.equal(asked.length, answers.length)
  })
}
