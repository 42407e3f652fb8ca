import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTranslation } from '../../../conformance/asking/translation.ts'
import { compareAnswers } from '../../../conformance/comparing/compareAnswers.ts'
import type { Answer } from '../../../conformance/recording/exchange.ts'
import { azure, exchange, factoryUrl, fresh, inShort, runtimeUrl } from '../support.ts'

const origin = 'https://localhost:7443'
const [guid, ourGuid] = fresh.guid
const begin = () => createTranslation(origin, (text) => text.replaceAll('left', 'meant'))
const answer = (said: Partial<Answer>): Answer => ({ status: 200, headers: {}, body: undefined, ...said })

test('a request goes to our server as it was recorded, with what its client sends', () => {
  const { uri, method, headers, body } = begin().requestOf(
    exchange({
      method: 'POST',
      path: `${runtimeUrl}/regenerateAuthKey`,
      request: { body: '{"keyName": "authKey2"}', headers: { 'if-match': '"7"' } },
    }),
  )

  assert.equal(uri, `${origin}${runtimeUrl}/regenerateAuthKey?api-version=2018-06-01`)
  assert.equal(method, 'POST')
  assert.equal(body, '{"keyName": "authKey2"}')
  assert.deepEqual(headers, {
    accept: 'application/json',
    'accept-encoding': 'gzip, deflate',
    'content-type': 'application/json',
    'if-match': '"7"',
  })
})

test('what was recorded of encodings and types is sent; what is of the connection, the caller or a page is not', () => {
  const recorded = {
    'accept-encoding': 'identity',
    'content-type': 'text/plain',
    authorization: 'Bearer pear',
    connection: 'close',
    'content-length': '99',
    cookie: 'a=b',
    host: 'management.azure.com',
    origin: 'https://portal.example',
    'sec-fetch-site': 'cross-site',
  }

  const { headers } = begin().requestOf(exchange({ request: { body: 'pear', headers: recorded } }))

  assert.deepEqual(headers, { accept: 'application/json', 'accept-encoding': 'identity', 'content-type': 'text/plain' })
})

test('what the server made is called by our name in later requests', () => {
  const translation = begin()
  const shown = exchange({ body: { principalId: guid } })
  compareAnswers(shown.answer, answer({ body: { principalId: ourGuid } }), translation.comparisonOf(shown))

  const { uri, body, headers } = translation.requestOf(
    exchange({ path: `/pears/${guid}`, request: { body: `{"id":"${guid}"}`, headers: { 'if-match': guid } } }),
  )

  assert.equal(uri, `${origin}/pears/${ourGuid}?api-version=2018-06-01`)
  assert.equal(body, `{"id":"${ourGuid}"}`)
  assert.equal(headers['if-match'], ourGuid)
})

test('what a request carries is the same on both sides: it is not new', () => {
  const translation = begin()
  const echoed = exchange({ request: { body: `{"id":"${guid}"}` }, body: { id: guid } })
  translation.requestOf(echoed)
  const compare = (ours: string) =>
    inShort(compareAnswers(echoed.answer, answer({ body: { id: ours } }), translation.comparisonOf(echoed)))

  assert.deepEqual(compare(guid), [])
  assert.deepEqual(compare(ourGuid), ['equality body.id'])
})

for (const [what, links] of [
  ['azure-asyncoperation', (to: string) => answer({ headers: { 'azure-asyncoperation': to } })],
  ['location', (to: string) => answer({ headers: { location: to } })],
  ['nextLink', (to: string) => answer({ body: { value: [], nextLink: to } })],
] as const) {
  test(`where ${what} leads to is asked where ours leads to`, () => {
    const translation = begin()
    translation.follow(links(`${azure}/recorded?a=b`), links(`${origin}/ours?c=d`))

    assert.equal(translation.requestOf(exchange({ path: '/recorded?a=b' })).uri, `${origin}/ours?c=d`)
    assert.equal(translation.requestOf(exchange({ path: '/else?a=b' })).uri, `${origin}/else?a=b`)
  })
}

test('a name that its recorder missed is sent as it was meant', () => {
  const path = factoryUrl.replace(/[^/]+$/, 'left')

  assert.match(begin().requestOf(exchange({ path })).uri, /\/factories\/meant\?/)
})

test('URLs of the recorded server are ours, in requests and when answers are compared', () => {
  const translation = begin()
  const one = exchange({ request: { body: `{"at":"${azure}/pears"}` }, headers: { location: `${azure}/pears` } })

  assert.equal(translation.requestOf(one).body, `{"at":"${origin}/pears"}`)
  const ours = answer({ headers: { location: `${origin}/pears` } })
  assert.deepEqual(compareAnswers(one.answer, ours, translation.comparisonOf(one)), [])
})

for (const spelt of [
  'https://Management.Azure.com/tenants?a=b',
  'https://management.azure.com:443/tenants?a=b',
  'https://me:secret@management.azure.com/tenants?a=b',
  'http://management.azure.com.:80/tenants?a=b',
]) {
  test(`a request to ${spelt} goes to our server`, () => {
    assert.equal(begin().requestOf(exchange({ request: { uri: spelt } })).uri, `${origin}/tenants?a=b`)
  })
}

test('a link is followed however it is spelt', () => {
  const translation = begin()
  translation.follow(
    answer({ headers: { location: 'https://Management.Azure.com:443/recorded?a=b' } }),
    answer({ headers: { location: `${origin}/ours?c=d` } }),
  )

  assert.equal(translation.requestOf(exchange({ path: '/recorded?a=b' })).uri, `${origin}/ours?c=d`)
})
