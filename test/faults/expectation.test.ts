import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { expectation } from '../../src/faults/expectation.ts'

for (const [schema, words] of [
  [Type.String(), 'a text'],
  [Type.String({ maxLength: 5 }), 'a text of at most 5 characters'],
  [Type.String({ minLength: 2 }), 'a text of at least 2 characters'],
  [Type.String({ minLength: 2, maxLength: 5 }), 'a text of 2 to 5 characters'],
  [Type.Integer(), 'a whole number'],
  [Type.Integer({ minimum: 0 }), 'a whole number >= 0'],
  [Type.Integer({ maximum: 9 }), 'a whole number <= 9'],
  [Type.Integer({ minimum: 0, maximum: 9 }), 'a whole number from 0 to 9'],
  [Type.Boolean(), 'true or false'],
  [Type.Array(Type.String()), 'a list'],
  [Type.Object({}), 'a set of named members'],
  [Type.Literal('x'), 'x'],
  [Type.Enum(['a']), 'a'],
  [Type.Enum(['a', 'b', 'c']), 'a, b or c'],
  [Type.Union([Type.Enum(['a', 'b']), Type.Null()]), 'a or b, or null'],
  [Type.Union([Type.Object({}), Type.Object({ a: Type.Null() })]), 'a set of named members'],
  [Type.Union([Type.String(), Type.Boolean()]), 'a text or true or false'],
  [Type.Integer({ minimum: 1, expects: 'a port' }), 'a port'],
] as const) {
  test(`${JSON.stringify(schema)} wants ${words}`, () => assert.equal(expectation(schema), words))
}
