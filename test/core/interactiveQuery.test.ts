import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type InteractiveQuery, interactiveQueryStatus } from '../../src/core/interactiveQuery.ts'

const endsAt = Date.UTC(2026, 0, 1)
const asked = (deed: InteractiveQuery['deed'], autoTerminationMinutes = 10): InteractiveQuery => ({
  deed,
  endsAt,
  autoTerminationMinutes,
})
const statusAt = (query: InteractiveQuery | undefined, afterMs: number) =>
  interactiveQueryStatus(query, new Date(endsAt + afterMs))

test('it is Disabled where nobody has asked for it', () => {
  assert.equal(statusAt(undefined, 0), 'Disabled')
})

test('once asked for it is Enabling, then Enabled for its minutes, and Disabled by itself', () => {
  const query = asked('enable')

  assert.equal(statusAt(query, -1), 'Enabling')
  assert.equal(statusAt(query, 0), 'Enabled')
  assert.equal(statusAt(query, 10 * 60_000 - 1), 'Enabled')
  assert.equal(statusAt(query, 10 * 60_000), 'Disabled')
})

test('the longest that the wire has is not too long', () => {
  const query = asked('enable', 2_147_483_647)

  assert.equal(statusAt(query, 2_147_483_647 * 60_000 - 1), 'Enabled')
  assert.equal(statusAt(query, 2_147_483_647 * 60_000), 'Disabled')
})

test('once given up it is Disabling, then Disabled for good', () => {
  const query = asked('disable')

  assert.equal(statusAt(query, -1), 'Disabling')
  assert.equal(statusAt(query, 0), 'Disabled')
  assert.equal(statusAt(query, 5 * 60_000), 'Disabled')
})
