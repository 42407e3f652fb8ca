import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BoundedMemory } from '../../src/core/boundedMemory.ts'

test('the oldest is forgotten for a new one', () => {
  const memory = new BoundedMemory<number>(3)

  for (const [index, key] of ['a', 'b', 'c', 'd', 'e'].entries()) memory.set(key, index)

  assert.deepEqual(
    ['a', 'b', 'c', 'd', 'e'].map((key) => memory.get(key)),
    [undefined, undefined, 2, 3, 4],
  )
})

test('what is remembered again takes no second place', () => {
  const memory = new BoundedMemory<number>(2)

  for (const key of ['a', 'b', 'b', 'b']) memory.set(key, 1)

  assert.deepEqual([memory.get('a'), memory.get('b')], [1, 1])
})
