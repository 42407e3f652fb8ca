import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shown } from '../../src/core/shown.ts'

test('a text that can be read as it stands is shown so', () => {
  for (const text of ['', 'ann@contoso.example', 'Ångström, 東京', '\u{1f511}', `x`.repeat(128)]) {
    assert.equal(shown(text), text)
  }
})

for (const [what, text] of [
  ['a line break', '\n'],
  ['an escape of terminals', '\u001b'],
  ['a line break of Unicode', '\u2028'],
  ['a change of direction', '\u202e'],
  ['a space without width', '\u200b'],
  ['half a character', '\udc00'],
] as const) {
  test(`${what} is shown as a mark`, () => assert.equal(shown(`a${text}b`), 'a\ufffdb'))
}

test('a long text is cut, between two characters, and says so', () => {
  assert.equal(shown('x'.repeat(129)), `${'x'.repeat(128)}…`)
  assert.equal(shown('a\u{1f511}\u{1f512}', 2), 'a\u{1f511}…')
})
