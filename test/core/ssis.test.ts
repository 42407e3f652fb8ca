import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type LastOperation, ssisState } from '../../src/core/ssis.ts'

const endsAt = Date.UTC(2026, 0, 1)
const last = (deed: LastOperation['deed']): LastOperation => ({
  deed,
  startTime: '2025-12-31T23:59:58Z',
  endsAt,
  activityId: '00000000-0000-0000-0000-000000000001',
})

test('machines that nobody has started are Initial, whenever that is asked', () => {
  assert.equal(ssisState(undefined, new Date(0)), 'Initial')
  assert.equal(ssisState(undefined, new Date(endsAt)), 'Initial')
})

for (const [deed, meanwhile, then] of [
  ['start', 'Starting', 'Started'],
  ['stop', 'Stopping', 'Stopped'],
] as const) {
  test(`a ${deed} is ${meanwhile} until its very last millisecond, and ${then} from then on`, () => {
    assert.equal(ssisState(last(deed), new Date(0)), meanwhile)
    assert.equal(ssisState(last(deed), new Date(endsAt - 1)), meanwhile)
    assert.equal(ssisState(last(deed), new Date(endsAt)), then)
    assert.equal(ssisState(last(deed), new Date(endsAt + 1e12)), then)
  })
}
