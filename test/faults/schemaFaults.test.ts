import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { schemaFaults } from '../../src/faults/schemaFaults.ts'

const schema = Type.Object(
  {
    name: Type.String({ minLength: 1, expects: 'a name' }),
    sizes: Type.Array(Type.Integer({ minimum: 1, maximum: 3 }), { minItems: 1, expects: 'at least one size' }),
    inner: Type.Optional(Type.Object({ on: Type.Boolean() }, { additionalProperties: false })),
  },
  { additionalProperties: false },
)

test('what fits has no faults', () => {
  assert.deepEqual(schemaFaults(schema, { name: 'a', sizes: [1, 3], inner: { on: true } }), [])
})

test('each fault stands at its own place, and nowhere else', () => {
  assert.deepEqual(schemaFaults(schema, { nmae: 'a', sizes: [0, 2, 'x'], inner: { on: 1, of: 2 } }), [
    { path: ['nmae'], message: 'is not known; did you mean name?' },
    { path: [], message: 'lacks name' },
    { path: ['sizes', 0], message: 'must be a whole number from 1 to 3' },
    { path: ['sizes', 2], message: 'must be a whole number from 1 to 3' },
    { path: ['inner', 'of'], message: 'is not known' },
    { path: ['inner', 'on'], message: 'must be true or false' },
  ])
})

test('a list that is too short, and a value of the wrong kind, are faults themselves', () => {
  assert.deepEqual(schemaFaults(schema, { name: '', sizes: [] }), [
    { path: ['name'], message: 'must be a name' },
    { path: ['sizes'], message: 'must be at least one size' },
  ])
  for (const value of [null, [], 'text', 1]) {
    assert.deepEqual(schemaFaults(schema, value), [{ path: [], message: 'must be a set of named members' }])
  }
})

test('there is no most of faults', () => {
  const sizes = Array.from({ length: 1000 }, () => 0)

  assert.equal(schemaFaults(schema, { name: 'a', sizes }).length, 1000)
})
