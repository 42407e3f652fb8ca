import assert from 'node:assert/strict'
import { test } from 'node:test'
import { subscriptionNotFound } from '../../src/core/subscription.ts'

test('only an unknown subscription whose id is no GUID is called malformed', () => {
  const guid = '99999999-9999-9999-9999-99999999999F'

  assert.equal(subscriptionNotFound(guid).code, 'SubscriptionNotFound')
  for (const id of ['x', guid.slice(1), `${guid}0`, `{${guid}}`, `${guid}\n`]) {
    assert.equal(subscriptionNotFound(id).code, 'InvalidSubscriptionId', JSON.stringify(id))
  }
})
