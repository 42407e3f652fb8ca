import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { spawnLazulite } from './support.ts'

test('a Node.js that is too old is told in one line what to do', async (t) => {
  const asOld = join(temporaryFolder(t), 'asOld.mjs')
  writeFileSync(asOld, "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })")

  const { exitCode, stdout, stderr } = await spawnLazulite(t, { argv: ['start'], nodeFlags: ['--import', asOld] }).ended

  assert.equal(exitCode, 1)
  assert.equal(stdout, '')
  assert.match(
    stderr,
    /^lazulite: this needs Node\.js 24 or newer, and here is 20\.1\.0\. Run "npx -p node@24 [^\n]*\n$/,
  )
})

for (const nodeFlags of [['--conditions=lazulite-source'], []]) {
  test(`a checkout runs with ${nodeFlags.join() || 'no flag of Node.js'}`, async (t) => {
    const { exitCode, stdout, stderr } = await spawnLazulite(t, { argv: ['version'], nodeFlags }).ended

    assert.equal(exitCode, 0, stderr)
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/)
  })
}

test('what a command answers is the exit code of the process', async (t) => {
  const { exitCode, stdout, stderr } = await spawnLazulite(t, { argv: ['strat'] }).ended

  assert.equal(exitCode, 1)
  assert.equal(stdout, '')
  assert.equal(stderr, "lazulite: 'strat' is not a command; did you mean start?\n")
})
