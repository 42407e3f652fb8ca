import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync, gzipSync } from 'node:zlib'
import { ConformanceError } from '../../../conformance/conformanceError.ts'
import { readVcrCassette } from '../../../conformance/recording/vcrCassette.ts'
import { azure } from '../support.ts'

const cassette = ({ request = '', response = 'body: {string: ""}', code = '200' } = {}): string => `
interactions:
- request:
    ${request || 'body: null'}
    method: POST
    uri: ${azure}/tenants?api-version=2022-12-01
  response:
    ${response}
    headers:
      Content-Type:
      - application/json; charset=utf-8
      Vary:
      - Accept-Encoding
      - Origin
    status:
      code: ${code}
      message: OK
version: 1
`

const read = (text: string) => readVcrCassette('orchard.yaml', text)[0]

test('an interaction is an exchange, numbered by where it stands', () => {
  const text = cassette({
    request: `body: '{"keyName": "authKey1"}'\n    headers:\n      If-Match: ['"7"']`,
    response: `body:\n      string: '{"name":"Pear\n        tree"}'`,
  })

  const one = read(text)

  assert.equal(one?.name, 'orchard.yaml')
  assert.deepEqual(one?.exchanges, [
    {
      index: 1,
      request: {
        method: 'POST',
        uri: `${azure}/tenants?api-version=2022-12-01`,
        headers: { 'if-match': '"7"' },
        body: '{"keyName": "authKey1"}',
      },
      answer: {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8', vary: 'Accept-Encoding, Origin' },
        body: { name: 'Pear tree' },
      },
    },
  ])
})

test('an empty text is no body, in a request and in an answer', () => {
  const one = read(cassette({ request: "body: ''" }))

  assert.equal(one?.exchanges[0]?.request.body, undefined)
  assert.equal(one?.exchanges[0]?.answer.body, undefined)
})

for (const [what, bytes, headers] of [
  ['packed with gzip', gzipSync('{"name":"Pear"}'), ''],
  ['packed with deflate', deflateSync('{"name":"Pear"}'), '\n    headers: {content-encoding: [deflate]}'],
  ['as they are', Buffer.from('{"name":"Pear"}'), ''],
] as const) {
  test(`a body may be bytes, ${what}`, () => {
    const response = `body:\n      string: !!binary |\n        ${bytes.toString('base64')}${headers}`
    const text = cassette({ response })

    const one = read(headers ? text.replace(/ {4}headers:\n {6}Content-Type[\s\S]*?(?= {4}status)/, '') : text)

    assert.deepEqual(one?.exchanges[0]?.answer.body, { name: 'Pear' })
  })
}

test('a URL is read in its one spelling', () => {
  const one = read(cassette().replace('https://management.azure.com/', 'https://Management.Azure.com:443/'))

  assert.equal(one?.exchanges[0]?.request.uri, `${azure}/tenants?api-version=2022-12-01`)
})

test('a cassette without interactions is none', () => {
  assert.deepEqual(readVcrCassette('orchard.yaml', 'interactions: []\nversion: 1\n'), [])
})

for (const [what, text, words] of [
  ['is no YAML', 'interactions:\n- "', /^orchard\.yaml, line 2: is not YAML/],
  ['is another document', 'version: 1\n', /^orchard\.yaml: interactions is required$/],
  [
    'has an interaction that is none',
    cassette({ code: 'fine' }),
    /: interactions\[0\]\.response\.status\.code must be /,
  ],
  [
    'has a body that is broken',
    cassette({ response: 'body: {string: !!binary H4sIAAAA}' }),
    /: interactions\[0\] has a body that cannot be unpacked$/,
  ],
] as const) {
  test(`a file that ${what} is refused, with the place`, () => {
    assert.throws(
      () => read(text),
      (error) => error instanceof ConformanceError && words.test(error.message),
    )
  })
}
