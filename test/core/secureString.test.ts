import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { keepMasked, maskSecureStrings } from '../../src/core/secureString.ts'

const mask = '**********'

test('the value of a SecureString is hidden, and all beside it shown', () => {
  const value = {
    a: [{ type: 'SecureString', value: 'secret', note: 'shown' }],
    b: { type: 'securestring', value: null },
  }

  assert.deepEqual(maskSecureStrings(value), {
    a: [{ type: 'SecureString', value: mask, note: 'shown' }],
    b: { type: 'securestring', value: mask },
  })
})

test('what has no value, or is of another type, stays as it is', () => {
  for (const value of [
    { type: 'SecureString' },
    { type: 'AzureKeyVaultSecret', value: 'shown' },
    { type: ['SecureString'], value: 'shown' },
    { value: 'shown' },
    'SecureString',
    null,
    42,
    [],
  ]) {
    assert.deepEqual(maskSecureStrings({ value }), { value })
  }
})

test('what is given stays as it was', () => {
  const value = Object.freeze({ type: 'SecureString', value: 'secret' })

  assert.notEqual(maskSecureStrings(value), value)
  assert.equal(value.value, 'secret')
})

test('a secret is found wherever it lies, and nothing else changes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(fc.string({ maxLength: 5 }), { maxLength: 6 }), (beside, path) => {
      const at = (inner: unknown) => ({
        top: path.reduce<unknown>(
          (value, name, index) => (index % 2 ? [beside, value] : { beside, [`_${name}`]: value }),
          inner,
        ),
      })

      const masked = maskSecureStrings(at({ type: 'SecureString', value: beside }))

      assert.equal(JSON.stringify(masked), JSON.stringify(at({ type: 'SecureString', value: mask })))
    }),
  )
})

const secret = (value: unknown, type = 'SecureString') => ({ type, value })

test('a mask takes the value that is stored at the same place, by name and by index', () => {
  const stored = { key: secret('one'), list: [secret('two'), { deep: secret('three') }], other: secret('four') }
  const sent = { list: [secret(mask), { deep: secret(mask), more: 1 }], key: { ...secret(mask), note: 'new' } }

  assert.deepEqual(keepMasked(sent, stored), {
    list: [secret('two'), { deep: secret('three'), more: 1 }],
    key: { ...secret('one'), note: 'new' },
  })
})

test('a new value is taken, and a mask stays one where nothing is stored', () => {
  const stored = { a: secret('one'), b: secret('two', 'String'), c: 'three', d: [secret('four')], e: { value: 'five' } }

  for (const sent of [
    { a: secret('new') },
    { a: secret(`${mask}*`) },
    { a: secret(mask, 'String') },
    { b: secret(mask) },
    { c: secret(mask) },
    { d: secret(mask) },
    { d: { 0: secret(mask) } },
    { d: [null, secret(mask)] },
    { e: secret(mask) },
    { f: secret(mask) },
    { toString: secret(mask) },
    { a: mask },
  ]) {
    assert.deepEqual(keepMasked(sent, stored), sent, JSON.stringify(sent))
  }
  assert.deepEqual(keepMasked({ a: secret(mask) }, undefined), { a: secret(mask) })
})

test('whatever is stored, what is answered of it can be sent back and changes nothing', () => {
  const tree = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue({ maxDepth: 1 }),
      fc.record({
        type: fc.constantFrom('SecureString', 'securestring', 'String'),
        value: fc.jsonValue({ maxDepth: 1 }),
      }),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('members'),
    ),
    members: fc.dictionary(fc.string({ maxLength: 4 }), tie('value'), { maxKeys: 4 }),
  })).members

  fc.assert(
    fc.property(tree, (members) => {
      const stored = members as Readonly<Record<string, unknown>>
      const answered = maskSecureStrings(stored)

      assert.equal(JSON.stringify(keepMasked(answered, stored)), JSON.stringify(stored))
    }),
  )
})

test('type and value are found in any letter case', () => {
  const stored = { a: { Type: 'SecureString', Value: 'secret', VALUE: 'another', note: 'shown' } }
  const answered = { a: { Type: 'SecureString', Value: mask, VALUE: mask, note: 'shown' } }

  assert.deepEqual(maskSecureStrings(stored), answered)
  assert.deepEqual(keepMasked(answered, stored), stored)
  assert.deepEqual(keepMasked({ a: { tYPE: 'securestring', value: mask } }, stored), {
    a: { tYPE: 'securestring', value: 'secret' },
  })
})
