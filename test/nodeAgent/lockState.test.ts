import assert from 'node:assert/strict'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { lockState } from '../../src/nodeAgent/lockState.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

test('a state is one process’s alone until that one gives it back', (t) => {
  const file = join(temporaryFolder(t), 'state')
  const release = lockState(file)

  assert.throws(() => lockState(file), {
    message: `another agent works with ${file}: stop that one, or name another file with --state`,
  })
  release()
  lockState(file)()
})

test('whoever cannot read the state cannot hold its lock', (t) => {
  const file = join(temporaryFolder(t), 'state')

  lockState(file)()

  assert.equal(statSync(`${file}.lock`).mode & 0o777, 0o600)
})

test('nothing but the lock lies beside a state that is taken', (t) => {
  const folder = temporaryFolder(t)
  const release = lockState(join(folder, 'state'))

  const found = readdirSync(folder)

  assert.deepEqual(found, ['state.lock'])
  release()
})

test('a folder that takes no files is named', (t) => {
  const file = join(temporaryFolder(t), 'none', 'state')

  assert.throws(() => lockState(file), /state\.lock cannot be written: ENOENT/)
})
