import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FailureCounts } from '../../../src/core/attempts/failureCounts.ts'

const start = ({ limit = 100 } = {}) => {
  let milliseconds = Date.UTC(2026, 0, 1)
  const counts = new FailureCounts({ now: () => new Date(milliseconds), windowMs: 60_000, limit })
  return {
    counts,
    skip: (seconds: number): void => {
      milliseconds += seconds * 1000
    },
  }
}

test('what is over is forgotten with the next failure, whosever that is', () => {
  const { counts, skip } = start()
  for (const key of ['a', 'b', 'b', 'c']) counts.add(key)

  skip(60)
  counts.add('d')

  assert.equal(counts.size, 1)
  assert.equal(counts.get('d')?.count, 1)
})

test('a key that fails again after its window stands behind those whose windows end before', () => {
  const { counts, skip } = start({ limit: 2 })
  counts.add('a')
  skip(60)
  counts.add('b')
  skip(1)
  counts.add('a')
  counts.add('c')

  assert.deepEqual(
    ['a', 'b', 'c'].map((key) => counts.get(key)?.count),
    [1, undefined, 1],
  )
})

test('no more keys are remembered than there may be, and the oldest is the one that goes', () => {
  const { counts } = start({ limit: 3 })

  for (const key of ['a', 'b', 'c', 'a', 'd']) counts.add(key)

  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map((key) => counts.get(key)?.count),
    [undefined, 1, 1, 1],
  )
  assert.equal(counts.size, 3)
})
