import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPending, turnsOf } from '../../../conformance/recording/turns.ts'
import { azure, exchange, runtimeUrl } from '../support.ts'

const statusUrl = `${runtimeUrl}/start/operationstatuses/1?api-version=2018-06-01`
const resultUrl = `${runtimeUrl}/start/operationresults/1?api-version=2018-06-01`
const started = exchange({
  index: 1,
  method: 'POST',
  path: `${runtimeUrl}/start`,
  status: 202,
  headers: { 'azure-asyncoperation': azure + statusUrl, location: azure + resultUrl },
})
const poll = (index: number, status: string) => exchange({ index, path: statusUrl, body: { status } })
const result = (index: number, status: number) => exchange({ index, path: resultUrl, status })

const inShort = (...exchanges: Parameters<typeof turnsOf>[0]) =>
  turnsOf(exchanges).map(
    ({ exchanges, isPolling }) => `${isPolling ? 'poll' : 'ask'} ${exchanges.map((one) => one.index)}`,
  )

test('successive polls of one operation are one turn, up to its end', () => {
  assert.deepEqual(
    inShort(started, poll(2, 'InProgress'), poll(3, 'InProgress'), poll(4, 'Succeeded'), result(5, 200)),
    ['ask 1', 'poll 2,3,4', 'poll 5'],
  )
})

test('a poll is one however the link to it is spelt', () => {
  const link = `https://Management.Azure.com:443${statusUrl}`
  const spelt = { ...started, answer: { ...started.answer, headers: { 'azure-asyncoperation': link } } }

  assert.deepEqual(inShort(spelt, poll(2, 'InProgress'), poll(3, 'Succeeded')), ['ask 1', 'poll 2,3'])
})

test('a result may be polled for, too', () => {
  assert.deepEqual(inShort(started, result(2, 202), result(3, 202), result(4, 200)), ['ask 1', 'poll 2,3,4'])
})

test('polls that find the end again are turns of their own', () => {
  assert.deepEqual(inShort(started, poll(2, 'Succeeded'), poll(3, 'Succeeded')), ['ask 1', 'poll 2', 'poll 3'])
})

test('polls with something between them are two turns', () => {
  assert.deepEqual(inShort(started, poll(2, 'InProgress'), exchange({ index: 3 }), poll(4, 'Succeeded')), [
    'ask 1',
    'poll 2',
    'ask 3',
    'poll 4',
  ])
})

test('what no answer said to ask is no poll', () => {
  assert.deepEqual(inShort(poll(1, 'InProgress'), poll(2, 'Succeeded')), ['ask 1', 'ask 2'])
})

test('an operation is under way until its status says that it has ended, or until it is answered otherwise than 202', () => {
  const answered = (status: number, body?: unknown) => isPending({ status, headers: {}, body })

  assert.ok(answered(202))
  assert.ok(answered(200, { status: 'InProgress' }))
  assert.ok(!answered(200, { status: 'Succeeded' }))
  assert.ok(!answered(200, { status: 'failed' }))
  assert.ok(!answered(200, { name: 'press' }))
  assert.ok(!answered(404, { status: 'InProgress' }))
})
