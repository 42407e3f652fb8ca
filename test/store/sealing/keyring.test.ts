import assert from 'node:assert/strict'
import { createSecretKey, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { SealBroken } from '../../../src/core/sealBroken.ts'
import { Keyring } from '../../../src/store/sealing/keyring.ts'
import type { RingKey } from '../../../src/store/sealing/ringKey.ts'
import type { Place } from '../../../src/store/sealing/sealing.ts'

const ringKey = (id: string, purpose: RingKey['purpose']): RingKey => ({
  id,
  purpose,
  number: 0,
  key: createSecretKey(randomBytes(32)),
})
const dataKey = (id: string) => ringKey(id, 'data')
const fingerprintKey = ringKey('prints', 'fingerprint')
const ringOf = (...dataKeys: readonly RingKey[]) => new Keyring([fingerprintKey, ...dataKeys], { randomBytes })

const place: Place = { table: 't', column: 'c', key: ['runtime', 'authKey1', 2], what: 'the key of a test' }
const others: Readonly<Record<string, Partial<Place>>> = {
  'another table': { table: 'u' },
  'another column': { column: 'd' },
  'another runtime': { key: ['another', 'authKey1', 2] },
  'another name': { key: ['runtime', 'authKey2', 2] },
  'another generation': { key: ['runtime', 'authKey1', 1] },
  'a generation that is a text': { key: ['runtime', 'authKey1', '2'] },
  'less of the key': { key: ['runtime', 'authKey1'] },
  'parts that are one text': { key: ['runtime,authKey1', 2] },
  'parts that are cut elsewhere': { table: 'tc', column: '' },
}

test('what was sealed for a place opens there, whatever the text, and shows nothing of it', () => {
  const ring = ringOf(dataKey('one'))

  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const sealed = ring.seal(place, text)

      assert.equal(ring.unseal(place, sealed), text)
      assert.match(sealed, /^one\.[\w-]+$/)
      if (text.length > 7) assert.ok(!sealed.includes(text))
      assert.notEqual(ring.seal(place, text), sealed, 'nobody sees that two are the same')
    }),
  )
})

for (const [what, other] of Object.entries(others)) {
  test(`a secret does not open in ${what}, and the refusal says where`, () => {
    const ring = ringOf(dataKey('one'))
    const sealed = ring.seal(place, 'secret')

    assert.throws(
      () => ring.unseal({ ...place, ...other, what: 'that one' }, sealed),
      (error) => error instanceof SealBroken && error.what === 'that one',
    )
  })
}

test('no character of a sealed text can be changed, left out, doubled or added', () => {
  const ring = ringOf(dataKey('one'))
  const sealed = ring.seal(place, 'secret')

  for (let at = 0; at <= sealed.length; at += 1) {
    const [before, character = '', behind] = [sealed.slice(0, at), sealed[at], sealed.slice(at + 1)]
    for (const changed of [
      `${before}${character === 'A' ? 'B' : 'A'}${behind}`,
      `${before}${behind}`,
      `${before}${character}${character}${behind}`,
      `${before}.${character}${behind}`,
      `${before} ${character}${behind}`,
    ]) {
      if (changed !== sealed) assert.throws(() => ring.unseal(place, changed), SealBroken, JSON.stringify(changed))
    }
  }
})

test('what is no sealed text at all is broken, and nothing worse', () => {
  const ring = ringOf(dataKey('one'))

  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `one.${text}`),
        fc.base64String().map((text) => `one.${text}`),
      ),
      (text) => assert.throws(() => ring.unseal(place, text), SealBroken),
    ),
  )
})

test('the newest key seals, each opens what it has sealed, and none opens what another has', () => {
  const [first, second] = [dataKey('one'), dataKey('two')]
  const ring = ringOf(first)
  const old = ring.seal(place, 'old')

  ring.replace([...ring.keys, second])
  const fresh = ring.seal(place, 'fresh')

  assert.deepEqual([ring.unseal(place, old), ring.unseal(place, fresh)], ['old', 'fresh'])
  assert.ok(fresh.startsWith('two.'))
  assert.throws(() => ring.unseal(place, old.replace('one.', 'two.')), SealBroken)
  ring.replace([fingerprintKey, second])
  assert.equal(ring.unseal(place, fresh), 'fresh')
  assert.throws(() => ring.unseal(place, old), SealBroken)
})

test('a fingerprint is of the text and the store alone: 32 digits, the same under any data key', () => {
  const ring = ringOf(dataKey('one'))
  const before = ring.fingerprint('authKey', 'secret')

  ring.replace([fingerprintKey, dataKey('two')])

  assert.match(before, /^[0-9a-f]{32}$/)
  assert.equal(ring.fingerprint('authKey', 'secret'), before)
  assert.notEqual(ring.fingerprint('authKey', 'Secret'), before)
  const another = new Keyring([ringKey('prints', 'fingerprint'), dataKey('one')], { randomBytes })
  assert.notEqual(another.fingerprint('authKey', 'secret'), before)
})

test('a fingerprint of the same text for another purpose, or of parts that are cut elsewhere, is another', () => {
  const ring = ringOf(dataKey('one'))

  const fingerprints = [
    ring.fingerprint('authKey', 'ab', 'c'),
    ring.fingerprint('nodeCredential', 'ab', 'c'),
    ring.fingerprint('authKey', 'a', 'bc'),
    ring.fingerprint('authKey', 'abc'),
    ring.fingerprint('authKeyab', 'c'),
  ]

  assert.equal(new Set(fingerprints).size, fingerprints.length)
})

test('the key of the fingerprints opens nothing that names it', () => {
  const ring = ringOf(dataKey('one'))
  const twin = new Keyring([{ ...fingerprintKey, purpose: 'data' }], { randomBytes })

  assert.throws(() => ring.unseal(place, twin.seal(place, 'secret')), SealBroken)
})
