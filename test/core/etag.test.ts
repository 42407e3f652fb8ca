import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { newEtag } from '../../src/core/etag.ts'

test('an etag is of the recorded form: its last group begins with the second of the write', () => {
  const bytes = () => Buffer.from('0a1b2c3d', 'hex')

  const etag = newEtag({ now: () => new Date('2031-05-06T07:08:09.651Z'), randomBytes: bytes })

  assert.equal(etag, '0a1b2c3d-0000-0100-0000-73623bd90000')
})

test('two writes within a second differ', () => {
  const now = () => new Date(0)

  const etags = Array.from({ length: 100 }, () => newEtag({ now, randomBytes }))

  assert.equal(new Set(etags).size, 100)
  for (const etag of etags) assert.match(etag, /^[0-9a-f]{8}-0000-0100-0000-000000000000$/)
})
