import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unreadable } from '../../src/tls/pemFile.ts'

const file = { path: '/data/ca-key.pem', remedy: 'Put the right file back, or delete both.' }

for (const code of ['EACCES', 'EPERM']) {
  test(`who may not read a file (${code}) is told to be another user, and not to delete it`, () => {
    assert.equal(
      unreadable(file, code).message,
      `/data/ca-key.pem cannot be read (${code}): start as the user who owns it`,
    )
  })
}

test('what cannot be read for another reason is to be mended', () => {
  assert.equal(unreadable(file, 'EIO').message, `/data/ca-key.pem cannot be read (EIO). ${file.remedy}`)
})
