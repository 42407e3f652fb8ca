import assert from 'node:assert/strict'
import { symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Lazulite, startLazulite } from 'lazulite'
import { saveExample } from '../../conformance/clients/example.ts'
import { root } from '../../conformance/clients/root.ts'
import { clientSettings } from '../../src/cli/clientSettings.ts'
import { letIdentityRotate } from '../support/letIdentityRotate.ts'
import { run } from '../support/program.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

/** Runs the program of the page, as it stands, with the settings that `lazulite env` prints. */
const runPage = async (t: TestContext, azure: Lazulite) => {
  const folder = temporaryFolder(t)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const program = await saveExample('managed-identity', folder)
  const env = clientSettings(azure, dirname(azure.caFile)).certain as Readonly<Record<string, string>>
  const { stdout, stderr, ended } = run(t, [process.execPath, program], { cwd: folder, env })
  const { code } = await ended
  return { code, stdout: stdout(), stderr: stderr() }
}

test('the program of the page about managed identity rotates a key once the identity has its role, and not before', async (t) => {
  const azure = await startLazulite()
  t.after(() => azure.close())

  const before = await runPage(t, azure)
  await letIdentityRotate(azure)
  const after = await runPage(t, azure)

  assert.match(before.stderr, /AuthorizationFailed/)
  assert.equal(after.code, 0, after.stderr)
  assert.match(after.stdout, /^a new key \{\s+authKey2: 'IR@[\da-f-]{36}@exampleFactoryName@/)
})
