import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countersOf } from '../../../src/core/attempts/counters.ts'

const keysFor = (name: string, address = '192.0.2.1'): string[] =>
  Object.values(countersOf({ account: { kind: 'user', tenantId: 'contoso', name }, address }))

test('keys are as long as any other, however long the name is', () => {
  for (const name of ['', 'ann', 'x'.repeat(65_536)]) {
    for (const key of keysFor(name)) assert.equal(key.length, 43)
  }
})

test('nobody can choose a name whose keys are those of another account or address', () => {
  const keys = [keysFor('ann'), keysFor('192.0.2.1'), keysFor('"ann"'), keysFor('ann","192.0.2.1')].flat()

  assert.equal(new Set(keys).size, 4 * 2 + 1, 'two of each account, and one of the address that they share')
})
