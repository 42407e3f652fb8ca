import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { openServerSecret } from '../../src/core/serverSecret.ts'
import { StartError } from '../../src/core/startError.ts'
import { openTemporaryStore } from '../support/openTemporaryStore.ts'

test('a secret is made once, for each purpose, and none is where the store has a world', async (t) => {
  const store = await openTemporaryStore(t)
  const open = (name: 'audit' | 'seal' | 'ticket') => openServerSecret(store, name, { randomBytes })
  const seal = await open('seal')
  assert.equal(seal.length, 32)
  assert.notDeepEqual(await open('ticket'), seal)

  await store.change((tx) =>
    tx.addWorld({
      fingerprint: 'f',
      isBuiltIn: true,
      tenantId: '1111aaaa-1111-1111-1111-111111111111',
      subscriptionId: undefined,
      clientId: undefined,
    }),
  )

  assert.deepEqual(await open('seal'), seal)
  await assert.rejects(
    open('audit'),
    (error) => error instanceof StartError && /'audit' is missing/.test(error.message),
  )
  assert.equal(await store.read((tx) => tx.findServerSecret('audit')), undefined)
})
