import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { finderOf, findSecretsIn } from '../support/secrets/findSecretsIn.ts'

const key = 'sR+/4TVLb0dG1fXUaM9pCqk2c7xJ3wY5zEoHnBiuv8Q='
const others = Array.from({ length: 1000 }, () => randomBytes(32).toString('base64'))

/** How a key could stand in a file. */
const hidings: Readonly<Record<string, (text: string) => Buffer | string>> = {
  'as it is': (text) => text,
  'within a whole key': (text) => `IR@uid@Factory@ServiceEndpoint=endpoint@${text}`,
  'as JSON within JSON': (text) => JSON.stringify(JSON.stringify({ key: text })),
  'as JSON with escaped slashes': (text) => text.replaceAll('/', '\\/'),
  'in a URL': (text) => `https://a.example/?key=${encodeURIComponent(text)}`,
  'in a URL of lower case': (text) => encodeURIComponent(text).replaceAll('%2B', '%2b').replaceAll('%2F', '%2f'),
  'in a form': (text) => new URLSearchParams({ key: text }).toString(),
  'in base64': (text) => Buffer.from(text).toString('base64'),
  'in base64 behind one character': (text) => Buffer.from(`:${text}`).toString('base64'),
  'in base64url behind two characters': (text) => Buffer.from(`a:${text} and more`).toString('base64url'),
  'in base64url': (text) => Buffer.from(text).toString('base64url'),
  'in hexadecimal digits': (text) => Buffer.from(text).toString('hex'),
  'in hexadecimal digits of upper case': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'as bytes': (text) => Buffer.from(text, 'base64'),
  'as bytes in hexadecimal digits': (text) => Buffer.from(text, 'base64').toString('hex'),
  'as bytes in base64url': (text) => Buffer.from(text, 'base64').toString('base64url'),
  'by its first half': (text) => text.slice(0, 22),
  'by its second half': (text) => text.slice(22),
  'by half of its bytes': (text) => Buffer.from(text, 'base64').subarray(16),
}

for (const [how, hide] of Object.entries(hidings)) {
  test(`a key is found ${how}, wherever it stands, and no other with it`, () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40 }), (before, behind) => {
        const bytes = Buffer.concat([before, Buffer.from(hide(key) as string), behind])

        assert.deepEqual(findSecretsIn(bytes, [...others.slice(0, 20), key]), [key])
      }),
      { numRuns: 20 },
    )
  })
}

test('a password is found with what is escaped of it', () => {
  const password = 'pass "wörd" & <more>/+'

  for (const text of [
    JSON.stringify(password),
    encodeURIComponent(password),
    new URLSearchParams({ password }).toString(),
    '<input value="pass &quot;wörd&quot; &amp; &lt;more>/+">',
    Buffer.from(`client:${password}`).toString('base64'),
  ]) {
    assert.deepEqual(findSecretsIn(Buffer.from(text), [password]), [password], text)
  }
})

test('what is not there is not found, and a secret that is too short to tell is refused', () => {
  assert.deepEqual(findSecretsIn(randomBytes(1_000_000), others), [])
  assert.deepEqual(findSecretsIn(Buffer.from(''), [key]), [])
  assert.deepEqual(findSecretsIn(Buffer.from(key.slice(0, 20)), [key]), [])
  assert.throws(() => findSecretsIn(Buffer.from('abc'), ['abc']), /'abc' is too short/)
})

test('it finds each of many, those that begin alike and those that overlap, however they lie', () => {
  const needles = ['abcdefgh', 'abcdefghi', 'bcdefghij', '\0\0\0\0\0\0\0\0', 'ÿÿÿÿÿÿÿÿ'].map((name) => ({
    name,
    form: Buffer.from(name, 'latin1'),
  }))

  fc.assert(
    fc.property(fc.array(fc.constantFrom('abcdefgh', 'abcdefghij', 'i', '\0', 'ÿ', 'a')), (parts) => {
      const bytes = Buffer.from(parts.join(''), 'latin1')

      const expected = needles.filter(({ form }) => bytes.includes(form)).map(({ name }) => name)
      assert.deepEqual(finderOf(needles)(bytes).toSorted(), expected.toSorted())
    }),
  )
})
