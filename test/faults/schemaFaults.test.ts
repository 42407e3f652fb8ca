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
  assert.deepEqual([...schemaFaults(schema, { name: 'a', sizes: [1, 3], inner: { on: true } })], [])
})

test('each fault stands at its own place, and nowhere else', () => {
  assert.deepEqual(
    [...schemaFaults(schema, { nmae: 'a', sizes: [0, 2, 'x'], inner: { on: 1, of: 2 } })],
    [
      { path: ['nmae'], message: 'is not known; did you mean name?' },
      { path: ['name'], message: 'is required' },
      { path: ['sizes', 0], message: 'must be a whole number from 1 to 3' },
      { path: ['sizes', 2], message: 'must be a whole number from 1 to 3' },
      { path: ['inner', 'of'], message: 'is not known' },
      { path: ['inner', 'on'], message: 'must be true or false' },
    ],
  )
})

test('a list that is too short, and a value of the wrong kind, are faults themselves', () => {
  assert.deepEqual(
    [...schemaFaults(schema, { name: '', sizes: [] })],
    [
      { path: ['name'], message: 'must be a name' },
      { path: ['sizes'], message: 'must be at least one size' },
    ],
  )
  for (const value of [null, [], 'text', 1]) {
    assert.deepEqual([...schemaFaults(schema, value)], [{ path: [], message: 'must be a set of named members' }])
  }
})

test('there is no most of faults', () => {
  const sizes = Array.from({ length: 1000 }, () => 0)

  assert.equal([...schemaFaults(schema, { name: 'a', sizes })].length, 1000)
})

const circle = Type.Object({ kind: Type.Literal('circle'), radius: Type.Number() })
const square = Type.Object({ kind: Type.Literal('square'), side: Type.Integer() }, { additionalProperties: false })
const shape = Type.Union([circle, square], { discriminator: { propertyName: 'kind' } })
const maybe = Type.Union([Type.Array(shape), Type.Null()])
const map = Type.Object({ own: Type.Optional(Type.Boolean()) }, { additionalProperties: Type.String({ maxLength: 3 }) })

for (const [what, schema, value, ...faults] of [
  ['null, where it may be', maybe, null],
  ['one of several shapes', maybe, [{ kind: 'circle', radius: 1, more: 1 }]],
  ['what might be null, and is of another kind', maybe, 'x', [], 'must be a list, or null'],
  ['what is within it', maybe, [1], [0], 'must be a set of named members'],
  ['a shape that is not named', shape, { radius: 1 }, ['kind'], 'is required'],
  ['a shape that nobody knows', shape, { kind: 'hush' }, ['kind'], 'must be circle or square'],
  ['the named shape alone', maybe, [{ kind: 'square', side: 'x' }], [0, 'side'], 'must be a whole number'],
  ['what the named shape lacks', shape, { kind: 'square' }, ['side'], 'is required'],
  [
    'what the named shape does not know',
    shape,
    { kind: 'square', side: 1, sides: 4 },
    ['sides'],
    'is not known; did you mean side?',
  ],
  ['a member of any name', map, { own: true, a: 'abc', b: 'abcd' }, ['b'], 'must be a text of at most 3 characters'],
  ['a member of a name of its own', map, { own: 'abc' }, ['own'], 'must be true or false'],
] as const) {
  test(`${what} is seen`, () => {
    const [path, message] = faults

    assert.deepEqual([...schemaFaults(schema, value)], path ? [{ path: [...path], message }] : [])
  })
}

test('a fault is looked for only when it is asked for', () => {
  let asked = 0
  const counted = Type.Refine(Type.Unknown(), () => {
    asked += 1
    return false
  })

  const [one] = schemaFaults(Type.Object({ a: counted, b: counted }), { a: 1, b: 2 })

  assert.deepEqual(one?.path, ['a'])
  assert.equal(asked, 2, 'once for the whole, once for the place')
})
