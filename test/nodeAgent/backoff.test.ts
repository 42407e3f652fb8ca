import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backoffMs } from '../../src/nodeAgent/backoff.ts'

const least = (count: number): Buffer => Buffer.alloc(count, 0)
const most = (count: number): Buffer => Buffer.alloc(count, 0xff)
const counts = [1, 2, 3, 4, 5, 6, 7, 2000]

test('waits twice as long after each failure, up to half a minute', () => {
  const waits = counts.map((count) => Math.round(backoffMs({ count, retryAfterSeconds: undefined }, most)))

  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
})

test('leaves half of the wait to chance, and none of it is ever less', () => {
  const waits = counts.map((count) => backoffMs({ count, retryAfterSeconds: undefined }, least))

  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000])
})

test('comes no earlier than the server has asked for, within ten minutes', () => {
  const wait = (retryAfterSeconds: number) => backoffMs({ count: 1, retryAfterSeconds }, least)

  assert.deepEqual([17, 3600, -5].map(wait), [17_500, 600_500, 500])
})
