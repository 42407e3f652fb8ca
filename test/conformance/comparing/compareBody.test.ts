import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareBody } from '../../../conformance/comparing/compareBody.ts'
import { placesOf } from '../../../conformance/comparing/places.ts'
import { afresh, fresh, inShort } from '../support.ts'

const compare = (recorded: unknown, ours: unknown) => inShort(compareBody('body', recorded, ours, afresh()))

for (const [what, recorded, ours, findings] of [
  ['a member that is missing', { a: 1, b: 2 }, { a: 1 }, ['missing body.b']],
  ['a member too many', { a: 1 }, { a: 1, b: 2 }, ['extra body.b']],
  ['members in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, ['order body']],
  ['another order within', { x: { a: 1, b: 2 } }, { x: { b: 2, a: 1 } }, ['order body.x']],
  ['null for nothing', { a: 1 }, { a: 1, b: null }, ['extra body.b']],
  ['null for an object', { a: {} }, { a: null }, ['type body.a']],
  ['an object for a list', { a: [] }, { a: {} }, ['type body.a']],
  ['a text for a number', { a: 1 }, { a: '1' }, ['type body.a']],
  ['another number', { a: 1 }, { a: 2 }, ['value body.a']],
  ['false for true', { a: true }, { a: false }, ['value body.a']],
  ['another text', { a: { b: 'pear' } }, { a: { b: 'plum' } }, ['value body.a.b']],
  ['a shorter list', { a: [1, 2] }, { a: [1] }, ['value body.a']],
  ['a longer list', { a: [1] }, { a: [1, 2] }, ['value body.a']],
  ['another item', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, ['value body.a[0].b']],
  ['a body for none', undefined, {}, ['type body']],
  ['none for a body', {}, undefined, ['type body']],
  ['a mask for a secret', secure('shown'), secure('**********'), ['value body.key.value']],
] as const) {
  test(`${what} is found`, () => assert.deepEqual(compare(recorded, ours), findings))
}

function secure(value: string) {
  return { key: { type: 'SecureString', value } }
}

test('a secure string that differs is told without what stands there', () => {
  const [finding] = compareBody('body', secure('**********'), secure('in the clear'), afresh())

  assert.doesNotMatch(finding?.words ?? '', /clear/)
})

test('where members are missing, the order of the others is compared, and what stands in them', () => {
  assert.deepEqual(compare({ a: 1, b: 2, c: 3 }, { c: 4, a: 1 }), ['missing body.b', 'order body', 'value body.c'])
})

const recorded = {
  id: `/factories/orchard`,
  properties: { createTime: fresh.time[0], nodes: [], links: [{ name: 'press', isOpen: true }], description: null },
  etag: fresh.etag[0],
  count: 90210,
}

test('an answer equals itself', () => assert.deepEqual(compare(recorded, structuredClone(recorded)), []))

for (const [place, value] of placesOf({ status: 200, headers: {}, body: recorded })) {
  if (!place.startsWith('body.')) continue
  test(`nothing at ${place} can be anything else without being found`, () => {
    const text = JSON.stringify(value)
    const others = [null, 'else', 7, true, [7], { else: 7 }].filter((other) => JSON.stringify(other) !== text)

    for (const other of others) {
      const ours = JSON.parse(JSON.stringify(recorded).replace(text, JSON.stringify(other)))
      assert.notDeepEqual(compare(recorded, ours), [], JSON.stringify(ours))
    }
  })
}
