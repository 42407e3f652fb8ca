import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isDone, type LongRunningOperation, secondsLeft } from '../../src/core/longRunning.ts'

const operation: LongRunningOperation = {
  id: '0123456789abcdef0123456789abcdef',
  subscriptionId: '22222222-2222-2222-2222-222222222222',
  runtimeUid: undefined,
  deed: 'deleteResourceGroup',
  endsAt: Date.UTC(2026, 0, 1),
}
const at = (ms: number): Date => new Date(operation.endsAt + ms)

test('it is done when its time has come, and not a millisecond before', () => {
  assert.equal(isDone(operation, at(-1)), false)
  assert.equal(isDone(operation, at(0)), true)
  assert.equal(isDone(operation, at(1)), true)
})

test('who waits as long as advised finds it done, and has not waited a second too long', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (leftMs) => {
      const seconds = secondsLeft(operation, at(-leftMs))
      assert.ok(isDone(operation, at(-leftMs + seconds * 1000)))
      assert.ok(seconds * 1000 - leftMs < 1000)
    }),
  )
})

test('the advice is never 0, which clients take for none', () => {
  for (const ms of [-1, 0, 1, 1e9]) assert.equal(secondsLeft(operation, at(ms)), 1)
})
