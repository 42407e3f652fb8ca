import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConformanceError } from '../../../conformance/conformanceError.ts'
import { readJsonLines } from '../../../conformance/recording/jsonLines.ts'
import { azure } from '../support.ts'

const line = (said: object = {}): string =>
  JSON.stringify({ method: 'GET', uri: `${azure}/tenants`, status: 200, headers: {}, ...said })

const read = (...lines: readonly string[]) => readJsonLines('orchard.jsonl', lines.join('\n'))

test('lines of one cassette are one, in their order, and cassettes come as they begin', () => {
  const cassettes = read(
    line({ cassette: 'b', index: 3 }),
    line({ cassette: 'a', index: 1 }),
    '',
    line({ cassette: 'b', index: 9 }),
  )

  assert.deepEqual(
    cassettes.map(({ name, exchanges }) => [name, exchanges.map(({ index }) => index)]),
    [
      ['b', [3, 9]],
      ['a', [1]],
    ],
  )
})

test('lines without a cassette are one of the file, and lines without a number follow each other', () => {
  const [cassette] = read(line(), line({ index: 5 }), line())

  assert.equal(cassette?.name, 'orchard.jsonl')
  assert.deepEqual(
    cassette?.exchanges.map(({ index }) => index),
    [1, 5, 6],
  )
})

test('names of headers are read in any letter case', () => {
  const said = { headers: { 'Cache-Control': 'no-cache' }, request_headers: { 'If-Match': '*' } }

  const [cassette] = read(line(said))

  assert.deepEqual(cassette?.exchanges[0]?.answer.headers, { 'cache-control': 'no-cache' })
  assert.deepEqual(cassette?.exchanges[0]?.request.headers, { 'if-match': '*' })
})

for (const [what, said, body] of [
  ['JSON', { body: { a: null } }, { a: null }],
  ['JSON in a text', { body: '{"a":1}' }, { a: 1 }],
  ['a text', { body: 'Bad gateway' }, 'Bad gateway'],
  ['an empty text', { body: '' }, undefined],
  ['null', { body: null }, undefined],
  ['nothing', {}, undefined],
] as const) {
  test(`an answer may have ${what}`, () => {
    assert.deepEqual(read(line(said))[0]?.exchanges[0]?.answer.body, body)
  })
}

for (const [what, said, body] of [
  ['as it was sent', { request_body: '{"a": 1}' }, '{"a": 1}'],
  ['as JSON', { request_body: { a: 1 } }, '{"a":1}'],
  ['not at all', { request_body: null }, undefined],
  ['as an empty text, which is none', { request_body: '' }, undefined],
] as const) {
  test(`a body of a request stands there ${what}`, () => {
    assert.equal(read(line(said))[0]?.exchanges[0]?.request.body, body)
  })
}

test('a URL is read in its one spelling', () => {
  const [cassette] = read(line({ uri: 'HTTPS://Management.Azure.com:443/Tenants?a=%24B' }))

  assert.equal(cassette?.exchanges[0]?.request.uri, `${azure}/Tenants?a=%24B`)
})

for (const [what, text, words] of [
  ['no JSON', '{"method":', /^orchard\.jsonl, line 2: is not JSON$/],
  ['a list', '[]', /^orchard\.jsonl, line 2: the line must be /],
  ['no status', JSON.stringify({ method: 'GET', uri: azure, headers: {} }), /line 2: status is required$/],
  ['a status that is none', line({ status: 99 }), /line 2: status must be a whole number from 100 to 599$/],
  ['a path for a URL', line({ uri: '/tenants' }), /line 2: uri must be an absolute URL$/],
  ['a method in lower case', line({ method: 'get' }), /line 2: method must be a method such as POST$/],
  ['lists for headers', line({ headers: { a: ['b'] } }), /line 2: headers must be a set of names, each with a text$/],
  ['a number that is none', line({ index: 0 }), /line 2: index must be a whole number from 1$/],
] as const) {
  test(`a line with ${what} is refused by its number`, () => {
    assert.throws(
      () => read(line(), text),
      (error) => error instanceof ConformanceError && words.test(error.message),
    )
  })
}
