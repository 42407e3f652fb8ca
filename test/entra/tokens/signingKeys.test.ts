import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calculateJwkThumbprint } from 'jose'
import { StartError } from '../../../src/core/startError.ts'
import { openSigningKeys } from '../../../src/entra/tokens/signingKeys.ts'
import { openTemporaryStore } from '../../support/openTemporaryStore.ts'
import { effects, newSigningKey } from '../support.ts'

test('the first start makes a key and keeps it; the next one uses the same', async (t) => {
  const store = await openTemporaryStore(t)

  const first = await openSigningKeys({ store, effects, newSigningKey })
  const second = await openSigningKeys({ store, effects, newSigningKey: () => assert.fail('there is one') })

  assert.deepEqual(second.jwks, first.jwks)
  assert.deepEqual(await second.verifySignature(await first.sign({ aud: 'x' })), { aud: 'x' })
})

test('a key is named by its thumbprint, and published without its private half', async (t) => {
  const store = await openTemporaryStore(t)

  const { jwks } = await openSigningKeys({ store, effects, newSigningKey })

  const [key] = jwks
  assert.ok(key)
  assert.deepEqual(Object.keys(key).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use'])
  assert.equal(key.kid, await calculateJwkThumbprint({ ...key }))
})

test('programs that start together agree on one key', async (t) => {
  const store = await openTemporaryStore(t)

  const all = await Promise.all([1, 2, 3].map(() => openSigningKeys({ store, effects, newSigningKey })))

  assert.equal(new Set(all.map(({ jwks }) => jwks[0]?.kid)).size, 1)
  assert.equal((await store.read((tx) => tx.listSigningKeys())).length, 1)
})

test('the newest key signs; tokens of the older ones stay good', async (t) => {
  const store = await openTemporaryStore(t)
  const before = await openSigningKeys({ store, effects, newSigningKey })
  const old = await before.sign({ generation: 1 })
  const jwk = await newSigningKey()
  const kid = await calculateJwkThumbprint(jwk)
  await store.change((tx) =>
    tx.saveSigningKey({ kid, privateJwk: JSON.stringify(jwk), createTime: '2027-01-01T00:00:00.000Z' }),
  )

  const after = await openSigningKeys({ store, effects, newSigningKey })

  const header = JSON.parse(Buffer.from((await after.sign({})).split('.')[0] ?? '', 'base64url').toString())
  assert.deepEqual(header, { alg: 'RS256', typ: 'JWT', kid })
  assert.deepEqual(await after.verifySignature(old), { generation: 1 })
  assert.equal(after.jwks.length, 2)
})

for (const privateJwk of ['{"d":"PRIVATE', '{"kty":"oct","k":"PRIVATE"}', '{"kty":"RSA","d":"PRIVATE"}', 'null']) {
  test(`a kept key that reads ${privateJwk} stops the start without being shown`, async (t) => {
    const store = await openTemporaryStore(t)
    await store.change((tx) =>
      tx.saveSigningKey({ kid: 'damaged', privateJwk, createTime: '2026-01-01T00:00:00.000Z' }),
    )

    await assert.rejects(openSigningKeys({ store, effects, newSigningKey }), (error) => {
      assert.ok(error instanceof StartError)
      assert.match(error.message, /^The signing key 'damaged' in the database cannot be read\./)
      assert.ok(!`${error.message}${error.stack}${error.cause}`.includes('PRIVATE'))
      return true
    })
  })
}
