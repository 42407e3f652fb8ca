import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { maskSecureStrings } from '../../src/core/secureString.ts'

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
    assert.deepEqual(maskSecureStrings(value), value)
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
      const at = (inner: unknown): unknown =>
        path.reduce<unknown>(
          (value, name, index) => (index % 2 ? [beside, value] : { beside, [`_${name}`]: value }),
          inner,
        )

      const masked = maskSecureStrings(at({ type: 'SecureString', value: beside }))

      assert.equal(JSON.stringify(masked), JSON.stringify(at({ type: 'SecureString', value: mask })))
    }),
  )
})
