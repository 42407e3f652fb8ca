import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { hashSecret, verifySecret } from '../../../src/entra/secrets/secretHash.ts'
import { cheapHash } from '../../support/cheapHash.ts'

test('a hash is true of its secret alone', async () => {
  const hash = await hashSecret('geheim ß', randomBytes)

  assert.match(hash, /^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/)
  assert.equal(await verifySecret('geheim ß', hash), true)
  assert.equal(await verifySecret('geheim s', hash), false)
  assert.equal(await verifySecret('', hash), false)
  assert.ok(!hash.includes('geheim'))
})

test('the same secret is hashed differently each time', async () => {
  const [one, other] = await Promise.all([hashSecret('x', randomBytes), hashSecret('x', randomBytes)])

  assert.notEqual(one, other)
})

test('a hash keeps what it costs, so that old ones stay good when new ones cost more', async () => {
  const cheap = cheapHash('geheim')

  assert.equal(await verifySecret('geheim', cheap), true)
  assert.equal(await verifySecret('another', cheap), false)
})

for (const text of [
  '',
  'lazulite',
  'scrypt$16384$8$5$AAAAAAAAAAAAAAAAAAAAAA$',
  'scrypt$16384$8$5$AAAAAAAAAAAAAAAAAAAAAA$AAAA',
  `scrypt$3$8$1$AAAAAAAAAAAAAAAAAAAAAA$${'A'.repeat(43)}`,
  `scrypt$524288$99$1$AAAAAAAAAAAAAAAAAAAAAA$${'A'.repeat(43)}`,
]) {
  test(`${text || 'an empty text'} is not taken for a hash`, async () => {
    await assert.rejects(verifySecret('lazulite', text))
  })
}
