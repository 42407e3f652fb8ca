import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { seal, unseal } from '../../src/core/seal.ts'
import { anyText } from '../support/arbitraries.ts'

const key = Buffer.alloc(32, 1)
const place = 'a list'
const sealed = seal(key, { place, text: 'runtime-1' }, { randomBytes })

test('what was sealed opens with the same key at the same place', () => {
  fc.assert(
    fc.property(
      anyText.map((text) => text.toWellFormed()),
      anyText,
      (text, place) => assert.equal(unseal(key, place, seal(key, { place, text }, { randomBytes })), text),
    ),
  )
})

test('it opens with no other key and at no other place', () => {
  assert.equal(unseal(Buffer.alloc(32, 2), place, sealed), undefined)
  assert.equal(unseal(key, 'A list', sealed), undefined)
  assert.equal(unseal(key, '', sealed), undefined)
})

test('a change of any bit opens nothing', () => {
  const bytes = Buffer.from(sealed, 'base64url')

  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
    assert.equal(unseal(key, place, changed.toString('base64url')), undefined, `bit ${bit}`)
  }
})

test('no other text opens, not even one that has the same bytes', () => {
  const last = sealed.slice(-1)
  const unused = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.replace(last, '')
  const others = [
    '',
    sealed.slice(1),
    sealed.slice(0, -1),
    sealed + sealed,
    `${sealed}=`,
    `${sealed}.`,
    ` ${sealed}`,
    `${sealed.slice(0, 8)}\n${sealed.slice(8)}`,
    ...Array.from(unused, (letter) => sealed.slice(0, -1) + letter),
  ]

  for (const other of others) assert.equal(unseal(key, place, other), undefined, JSON.stringify(other))
  fc.assert(fc.property(anyText, (text) => assert.equal(unseal(key, place, text), undefined)))
})

test('the same text never looks the same twice, and is not to be read', () => {
  const again = seal(key, { place, text: 'runtime-1' }, { randomBytes })

  assert.notEqual(again, sealed)
  for (const one of [again, sealed]) {
    assert.match(one, /^[\w-]+$/, 'as it is in a URL')
    assert.doesNotMatch(Buffer.from(one, 'base64url').toString('latin1'), /runtime/)
  }
})
