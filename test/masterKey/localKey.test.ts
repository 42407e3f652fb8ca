import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseLocalKey } from '../../src/masterKey/localKey.ts'
import { assertRefused, keyOf } from './support.ts'

const other = Buffer.alloc(32, 9)

test('what a key has wrapped, it unwraps, and nothing of either stands in between', async () => {
  const key = keyOf(1)

  const wrapped = await key.wrap(other)

  assert.deepEqual(await key.unwrap({ wrapped, wrappedBy: key.id }), other)
  for (const secret of [other, Buffer.alloc(32, 1)]) {
    for (const encoding of ['base64', 'base64url', 'hex'] as const) {
      assert.ok(!`${wrapped}${key.id}`.includes(secret.toString(encoding).slice(0, 20)))
    }
  }
})

test('the same key wrapped twice is two texts', async () => {
  assert.notEqual(await keyOf(1).wrap(other), await keyOf(1).wrap(other))
})

test('the id is that of the key wherever it is found, and no other key has it', () => {
  const ids = [1, 1, 2].map((byte) => keyOf(byte).id)

  assert.match(ids[0] ?? '', /^local:[0-9a-f]{16}$/)
  assert.equal(ids[1], ids[0])
  assert.notEqual(ids[2], ids[0])
})

test('what another key has wrapped is refused, with the names of both', async () => {
  const [first, second] = [keyOf(1), keyOf(2)]
  const wrapped = await first.wrap(other)

  await assertRefused(second.unwrap({ wrapped, wrappedBy: first.id }), [first.id, second.id, 'nothing was changed'])
})

test('what was changed since it was wrapped does not open', async () => {
  const [first, second] = [keyOf(1), keyOf(2)]
  const wrapped = await first.wrap(other)
  const last = wrapped.at(-1) === 'A' ? 'Q' : 'A'

  for (const changed of ['', 'AAAA', `${wrapped.slice(0, -1)}${last}`, wrapped.slice(4), await second.wrap(other)]) {
    await assertRefused(first.unwrap({ wrapped: changed, wrappedBy: first.id }), ['was changed', first.id, 'backup'])
  }
})

test('32 bytes in base64 are a key, with or without the end of a line', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.constantFrom('', '\n', '\r\n'), (bytes, end) => {
      assert.deepEqual(parseLocalKey(Buffer.from(bytes).toString('base64') + end), Buffer.from(bytes))
    }),
  )
})

const right = Buffer.alloc(32, 255).toString('base64')
for (const [what, text] of Object.entries({
  nothing: '',
  'a line feed': '\n',
  '31 bytes': Buffer.alloc(31).toString('base64'),
  '33 bytes': Buffer.alloc(33).toString('base64'),
  hexadecimal: Buffer.alloc(32).toString('hex'),
  base64url: right.replaceAll('/', '_'),
  'base64 without its padding': right.slice(0, -1),
  'base64 with a blank in it': `${right.slice(0, 8)} ${right.slice(8)}`,
  'two line feeds': `${right}\n\n`,
  'two keys': `${right}\n${right}\n`,
  'a last digit that says more than 32 bytes': `${right.slice(0, -2)}9=`,
})) {
  test(`${what} is no key`, () => assert.equal(parseLocalKey(text), undefined))
}
