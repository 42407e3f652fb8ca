import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseInstant } from '../../src/core/parseInstant.ts'

const noon = Date.parse('2026-01-31T12:00:00Z')

for (const [text, ms, isLater] of [
  ['2026-01-31T12:00:00Z', noon, false],
  ['2026-01-31t12:00:00z', noon, false],
  ['2026-01-31T12:00:00', noon, false],
  ['2026-01-31T12:00', noon, false],
  ['2026-01-31', noon - 12 * 3_600_000, false],
  ['2026-01-31T12:00:00.1239876Z', noon + 123, true],
  ['2026-01-31T12:00:00.1230000', noon + 123, false],
  ['2026-01-31T12:00:00.000000001Z', noon, true],
  ['2026-01-31T12:00:00.5+02:00', noon + 500 - 2 * 3_600_000, false],
  ['2026-01-31T12:00:00-0530', noon + 5.5 * 3_600_000, false],
] as const) {
  test(`${text} is a moment`, () => {
    assert.deepEqual(parseInstant(text), { ms, isLater })
  })
}

for (const text of [
  '',
  'now',
  '2026',
  '2026-01',
  '2026-13-01',
  '2026-01-31T25:00:00Z',
  '2026-01-31T12',
  '2026-01-31 12:00:00Z',
  '2026-01-31T12:00:00.Z',
  '2026-01-31T12:00:00.1234567890Z',
  '2026-01-31T12:00:00+2',
  '01/31/2026',
  ' 2026-01-31',
  '2026-01-31\n',
]) {
  test(`'${text}' is none`, () => {
    assert.equal(parseInstant(text), undefined)
  })
}
