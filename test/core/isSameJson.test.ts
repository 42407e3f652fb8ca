import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isSameJson } from '../../src/core/isSameJson.ts'

test('the order of members makes no difference, that of items does', () => {
  assert.ok(isSameJson({ a: 1, b: [{ c: null, d: 'x' }] }, { b: [{ d: 'x', c: null }], a: 1 }))
  assert.ok(!isSameJson([1, 2], [2, 1]))
})

test('what differs anywhere is not the same', () => {
  for (const [one, other] of [
    [null, undefined],
    [null, {}],
    [[], {}],
    [{ 0: 1 }, [1]],
    [1, '1'],
    [[1], [1, 1]],
    [{ a: undefined }, { b: undefined }],
    [{ a: { b: 1 } }, { a: { b: 2 } }],
    [{}, { toString: 1 }],
    [JSON.parse('{"__proto__":1}'), { a: 1 }],
  ]) {
    assert.ok(!isSameJson(one, other), JSON.stringify([one, other]))
    assert.ok(!isSameJson(other, one), JSON.stringify([other, one]))
  }
})

test('a value is the same as its copy', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => assert.ok(isSameJson(value, JSON.parse(JSON.stringify(value))))))
})
