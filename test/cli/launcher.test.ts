import assert from 'node:assert/strict'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { root } from '../../conformance/clients/root.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { spawnLazulite } from './support.ts'

test('a Node.js that is too old is told in one line what to do', async (t) => {
  const asOld = join(temporaryFolder(t), 'asOld.mjs')
  writeFileSync(asOld, "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })")

  const { exitCode, stdout, stderr } = await spawnLazulite(t, { argv: ['start'], nodeFlags: ['--import', asOld] }).ended

  assert.equal(exitCode, 1)
  assert.equal(stdout, '')
  assert.match(stderr, /^lazulite: this needs Node\.js 24 or newer, and here is 20\.1\.0\. [^\n]*\n$/)
  assert.ok(stderr.includes(`Run "npx -p node@24 node '${join(root, 'bin/lazulite.js')}'"`), stderr)
})

/** A folder that has the launcher of this one, and whatever else is put there. */
const launcherIn = (t: TestContext): { readonly folder: string; readonly launcher: string } => {
  const folder = temporaryFolder(t)
  for (const file of ['bin/lazulite.js', 'package.json']) cpSync(join(root, file), join(folder, file))
  return { folder, launcher: join(folder, 'bin/lazulite.js') }
}

/** What a build would have left behind. */
const build = (folder: string): void => {
  mkdirSync(join(folder, 'dist/cli'), { recursive: true })
  writeFileSync(join(folder, 'dist/cli/index.js'), "export const run = async () => console.log('built') ?? 0")
}

test('a checkout runs its sources, whatever a build has left behind', async (t) => {
  const { folder, launcher } = launcherIn(t)
  build(folder)
  symlinkSync(join(root, 'src'), join(folder, 'src'))

  const { exitCode, stdout, stderr } = await spawnLazulite(t, { argv: ['version'], launcher }).ended

  assert.deepEqual([exitCode, stderr], [0, ''])
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/)
})

test('a package, which has no sources, runs what was built', async (t) => {
  const { folder, launcher } = launcherIn(t)
  build(folder)

  const { exitCode, stdout } = await spawnLazulite(t, { argv: ['version'], launcher }).ended

  assert.deepEqual([exitCode, stdout], [0, 'built\n'])
})

for (const [when, found] of Object.entries({ 'at once': [], 'on the way': ['typebox', 'pino', 'pino-pretty'] })) {
  test(`a dependency that is missing is named, with what installs it, when it is missed ${when}`, async (t) => {
    const { folder, launcher } = launcherIn(t)
    cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true })
    mkdirSync(join(folder, 'node_modules'))
    for (const name of found) symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))

    const { exitCode, stdout, stderr } = await spawnLazulite(t, { argv: ['start'], launcher }).ended

    assert.deepEqual([exitCode, stdout], [1, ''])
    assert.match(stderr, /^lazulite: Cannot find package '[^']+'[^\n]*\. Run "npm ci" in a checkout[^\n]*\n$/)
    assert.doesNotMatch(stderr, /defect/)
  })
}

test('who stops reading what is printed does not make it fail', async (t) => {
  const lister = spawnLazulite(t, { argv: ['help', 'start'] })
  lister.closeStdout()

  const { exitCode, stderr } = await lister.ended

  assert.deepEqual([exitCode, stderr], [0, ''])
})

test('what a command answers is the exit code of the process', async (t) => {
  const { exitCode, stdout, stderr } = await spawnLazulite(t, { argv: ['strat'] }).ended

  assert.equal(exitCode, 1)
  assert.equal(stdout, '')
  assert.equal(stderr, "lazulite: 'strat' is not a command; did you mean start?\n")
})
