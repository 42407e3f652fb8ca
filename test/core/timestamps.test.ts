import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatTimestamp, formatUsDateTime } from '../../src/core/timestamps.ts'

for (const [instant, text] of [
  ['2031-05-06T07:08:09.651Z', '2031-05-06T07:08:09.651Z'],
  ['2031-05-06T07:08:09.650Z', '2031-05-06T07:08:09.65Z'],
  ['2031-05-06T07:08:09.600Z', '2031-05-06T07:08:09.6Z'],
  ['2031-05-06T07:08:09.000Z', '2031-05-06T07:08:09Z'],
  ['2031-05-06T07:10:00.000Z', '2031-05-06T07:10:00Z'],
  ['2031-05-06T07:08:09.001Z', '2031-05-06T07:08:09.001Z'],
] as const) {
  test(`${instant} is written ${text}`, () => {
    assert.equal(formatTimestamp(new Date(instant)), text)
  })
}

for (const [instant, text] of [
  ['2025-11-24T23:31:00Z', '11/24/2025 11:31:00 PM'],
  ['2025-11-28T05:28:45Z', '11/28/2025 5:28:45 AM'],
  ['2026-01-02T00:03:04Z', '1/2/2026 12:03:04 AM'],
  ['2026-01-02T12:00:00Z', '1/2/2026 12:00:00 PM'],
  ['2026-01-02T13:00:09.999Z', '1/2/2026 1:00:09 PM'],
] as const) {
  test(`${instant} is told as ${text}`, () => {
    assert.equal(formatUsDateTime(new Date(instant)), text)
  })
}
