import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { startLazulite } from '../../src/index.ts'
import { malformedRequests } from '../support/malformedRequests.ts'
import { rawRequests } from '../support/rawRequests.ts'
import { answersIn, exchange } from '../support/rawSocket.ts'
import type { Answer } from '../support/request.ts'
import { assertCloudError } from '../support/wellFormedErrors.ts'

const azure = await startLazulite()
after(() => azure.close())
const http = { port: Number(new URL(azure.httpUrl).port) }
const https = { port: Number(new URL(azure.url).port), ca: azure.ca }
const { token } = await azure.credential().getToken('https://management.azure.com/.default')
const raw = rawRequests(http.port, token)
const { host, list, rotate, rotateHead } = raw

const first = async (pieces: string | readonly string[], patienceMs = 10_000): Promise<Answer | undefined> =>
  answersIn(await exchange(http, pieces, { patienceMs }))[0]

const listAuthKeys = async (): Promise<string> => {
  const answer = await first(list)
  assert.equal(answer?.status, 200, 'the server is there')
  return answer.text
}

for (const [what, [bytes, ...statuses]] of Object.entries(malformedRequests(raw))) {
  test(`${what}: refused, and nothing has changed`, async () => {
    const before = await listAuthKeys()

    const answer = await first(bytes)

    assert.ok(answer && statuses.includes(answer.status), `${answer?.status} ${answer?.text}`)
    // What cannot be read as HTTP at all is refused without words.
    if (answer.text) assertCloudError(answer)
    assert.equal(await listAuthKeys(), before)
  })
}

/** Requests that are odd but right. */
const served: Readonly<Record<string, string | readonly string[]>> = {
  'HTTP/1.0': list.replace('HTTP/1.1', 'HTTP/1.0'),
  'its own host in the target': list.replace('POST ', `POST http://localhost:${http.port}`),
  'four slashes in front': list.replace('POST ', 'POST ///'),
  'an upgrade that nobody answers': list.replace(
    'Connection: close',
    'Connection: close, upgrade\r\nUpgrade: websocket',
  ),
  'a body in chunks':
    `${rotateHead}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n` +
    '3\r\n{"k\r\n13\r\neyName":"authKey1"}\r\n0\r\n\r\n',
  'a body that waits to be asked for': [
    rotate.slice(0, -10).replace(host, `${host}\r\nExpect: 100-continue`),
    rotate.slice(-10),
  ],
  'a request that comes byte by byte': [...rotate.slice(0, 40), rotate.slice(40, -20), ...rotate.slice(-20)],
}

for (const [what, bytes] of Object.entries(served)) {
  test(`${what}: served`, async () => {
    const answer = await first(bytes)

    assert.equal(answer?.status, 200, answer?.text)
    assert.match(answer.text, /^\{"authKey1":"IR@/)
  })
}

test('CONNECT is closed without a word, and plain text on the port of TLS as well', async () => {
  assert.equal(await exchange(http, `CONNECT localhost:1 HTTP/1.1\r\n${host}\r\n\r\n`), '')
  assert.equal(await exchange({ port: https.port }, list), '')
  const [answer] = answersIn(await exchange(https, rawRequests(https.port, token).list))
  assert.equal(answer?.status, 200, 'both ports are there')
})

test('requests that follow each other without waiting are answered each, in their order', async () => {
  const names = Array.from({ length: 50 }, (_, n) => `nobody-${n}`)
  const get = (name: string): string => `GET /subscriptions/${name}?api-version=2018-06-01 HTTP/1.1\r\n${host}\r\n\r\n`

  const answers = answersIn(await exchange(http, names.map(get).join('') + list))

  assert.equal(answers.length, 51)
  for (const [index, name] of names.entries()) assert.ok(answers[index]?.text.includes(`'${name}'`))
  assert.equal(answers.at(-1)?.status, 200)
})

test('what stands behind the length of a body is the next request', async () => {
  const answers = answersIn(await exchange(http, rotate.replace('Connection: close', 'Connection: keep-alive') + list))

  assert.deepEqual(
    answers.map(({ status, text }) => [status, Object.keys(JSON.parse(text))]),
    [
      [200, ['authKey1']],
      [200, ['authKey1', 'authKey2']],
    ],
  )
})

test('what follows a good request cannot make a refusal of its answer', async () => {
  for (const garbage of ['x', '/', '\u0000\u0000', '{"keyName":"authKey2"}', 'GET\r\n\r\n']) {
    const before = await listAuthKeys()

    const answer = await first(rotate + garbage)

    const after = await listAuthKeys()
    assert.ok(!answer || answer.status === 200 || after === before, `${answer?.status}, and the key has changed`)
  }
})

test('a request in which any bytes are others is never a 5xx, and changes a key only where it says so', async () => {
  const edit = fc.record({
    at: fc.oneof(fc.nat({ max: rotateHead.indexOf('Bearer') }), fc.nat({ max: rotate.length })),
    cut: fc.nat({ max: 3 }),
    put: fc.oneof(
      fc.string({ unit: fc.nat({ max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 3 }),
      fc.constantFrom('\r\n', '\r\n\r\n', ' ', '\u0000', ':', '%', '/', '0'),
    ),
  })
  let before = await listAuthKeys()

  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
      const bytes = edits.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), rotate)
      const answer = await first(bytes, 250)
      // The server waits for more, or has not come to it yet.
      if (!answer) await wait(100)
      const after = await listAuthKeys()

      assert.ok(!answer || answer.status < 500, answer?.text)
      const said = answer?.status === 200 ? JSON.parse(answer.text) : {}
      if (answer) assert.deepEqual(JSON.parse(after), { ...JSON.parse(before), ...said })
      before = after
    }),
    { numRuns: 150 },
  )
})
