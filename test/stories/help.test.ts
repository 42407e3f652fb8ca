import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../../conformance/clients/root.ts'
import { Settings } from '../../src/config/settings.ts'
import { flagOf } from '../../src/config/spelling.ts'
import { runLazulite } from '../support/program.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

test('--help names every setting with its default, starts nothing and ends well', async (t) => {
  const cwd = temporaryFolder(t)

  for (const args of [
    ['start', '--help'],
    ['help', 'start'],
    ['--help', 'start'],
    ['start', '--port', '0', '-h'],
  ]) {
    const { code, stdout, stderr } = await runLazulite(t, args, { cwd })

    assert.deepEqual([code, stderr], [0, ''])
    for (const setting of Object.keys(Settings.properties))
      assert.match(stdout, new RegExp(`^ +${flagOf(setting)}\\b`, 'm'))
    for (const preset of ['.lazulite', '8443', '8080', 'hourly']) assert.match(stdout, new RegExp(`${preset}\\b`))
  }
  assert.equal(existsSync(join(cwd, '.lazulite')), false)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  assert.equal((await runLazulite(t, ['--version'])).stdout, `${version}\n`)
})
