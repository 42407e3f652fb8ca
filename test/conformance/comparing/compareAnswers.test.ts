import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareAnswers } from '../../../conformance/comparing/compareAnswers.ts'
import type { Answer } from '../../../conformance/recording/exchange.ts'
import { afresh, inShort, refusal } from '../support.ts'

const answer = (said: Partial<Answer>): Answer => ({ status: 200, headers: {}, body: undefined, ...said })
const compare = (recorded: Partial<Answer>, ours: Partial<Answer>) =>
  compareAnswers(answer(recorded), answer(ours), afresh())

test('another status is found, and whatever else differs', () => {
  const findings = compare({ status: 200, body: { a: 1 } }, { status: 201, body: { a: 2 } })

  assert.deepEqual(inShort(findings), ['value status', 'value body.a'])
})

for (const [recorded, ours] of [
  [
    { status: 200, body: { a: 1 } },
    { status: 404, body: refusal('NotFound') },
  ],
  [
    { status: 404, body: refusal('NotFound'), headers: { server: 'Kestrel' } },
    { status: 200, body: { a: 1 } },
  ],
] as const) {
  test(`where ${recorded.status} is recorded and ours is ${ours.status}, that is the one difference`, () => {
    const [finding, ...more] = compare(recorded, ours)

    assert.equal(finding?.place, 'status')
    assert.match(finding?.words ?? '', /404 NotFound/)
    assert.deepEqual(more, [])
  })
}

test('of two refusals, the words are compared', () => {
  const findings = compare(
    { status: 404, body: refusal('NotFound', 'Not here.') },
    { status: 404, body: refusal('NotFound', 'Not there.') },
  )

  assert.deepEqual(inShort(findings), ['value body.error.message'])
})

test('a header that was recorded is compared, and one that was not is no difference', () => {
  const recorded = { vary: 'Accept-Encoding', pragma: 'no-cache', expires: '-1' }
  const ours = { vary: 'Origin', expires: '-1', server: 'Kestrel' }

  assert.deepEqual(inShort(compare({ headers: recorded }, { headers: ours })), [
    'value header vary',
    'missing header pragma',
  ])
})

test('length and transfer encoding are left aside', () => {
  const recorded = { 'content-length': '7', 'transfer-encoding': 'chunked' }

  assert.deepEqual(compare({ headers: recorded }, { headers: {} }), [])
})

test('of a date, its form is compared', () => {
  const [sunday, monday] = ['Sun, 02 Apr 2023 06:07:08 GMT', 'Mon, 03 Apr 2023 06:07:08 GMT'].map((date) => ({
    headers: { date },
  }))
  const against = afresh()
  const held = (recorded: Partial<Answer> = {}, ours: Partial<Answer> = {}) =>
    inShort(compareAnswers(answer(recorded), answer(ours), against))

  assert.deepEqual(held(sunday, monday), [])
  assert.deepEqual(held(sunday, sunday), [], 'which of them are equal says nothing')
  assert.deepEqual(held(sunday, { headers: { date: '2023-04-03T06:07:08Z' } }), ['value header date'])
  assert.deepEqual(held(sunday), ['missing header date'])
})
