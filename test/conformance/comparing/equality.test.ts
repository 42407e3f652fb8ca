import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEquality } from '../../../conformance/comparing/equality.ts'

const piece = (text: string, key: string | undefined = text) => ({ kind: 'pear', text, key })

test('what is recorded as equal must be equal here, at any later place', () => {
  const equality = createEquality()

  assert.equal(equality.bind(piece('a'), piece('1'), '#1 id'), undefined)
  assert.equal(equality.bind(piece('a'), piece('1'), '#2 id'), undefined)
  assert.match(equality.bind(piece('a'), piece('2'), '#3 id') ?? '', /recorded as equal to #1 id, and ours is not/)
})

test('what is recorded as different must be different here', () => {
  const equality = createEquality()
  equality.bind(piece('a'), piece('1'), '#1 id')

  assert.equal(equality.bind(piece('b'), piece('2'), '#2 id'), undefined)
  assert.match(
    equality.bind(piece('c'), piece('1'), '#3 id') ?? '',
    /recorded as different from #1 id, and ours is equal/,
  )
})

test('ours is known for what was recorded before, and for nothing else', () => {
  const equality = createEquality()
  equality.bind(piece('a'), piece('1'), '#1 id')
  equality.bind(piece('c'), piece('1'), '#2 id')

  assert.equal(equality.oursFor(piece('a')), '1')
  assert.equal(equality.oursFor(piece('c')), undefined, 'what contradicts is not believed')
})

test('of what has no key, equality means nothing', () => {
  const equality = createEquality()
  const [recorded, ours] = [
    { ...piece('a'), key: undefined },
    { ...piece('1'), key: undefined },
  ]

  assert.equal(equality.bind(recorded, ours, '#1 id'), undefined)
  assert.equal(equality.bind(recorded, { ...ours, text: '2' }, '#2 id'), undefined)
  assert.equal(equality.oursFor(recorded), undefined)
})
