import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Lazulite, startLazulite } from 'lazulite'
import { saveExample } from '../../conformance/clients/example.ts'
import { clientSettings } from '../../src/cli/clientSettings.ts'
import { nobody, roleIds } from '../support/known.ts'
import { root, run } from '../support/program.ts'
import { request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const sample = '/subscriptions/12345678-1234-1234-1234-12345678abc'

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

/** What the page has az do. */
const giveRole = async (azure: Lazulite): Promise<void> => {
  const { token } = await azure.credential().getToken('https://management.azure.com/.default')
  const url = `${sample}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}?api-version=2022-04-01`
  const properties = {
    principalId: nobody.objectId,
    principalType: 'ServicePrincipal',
    roleDefinitionId: `${sample}/providers/Microsoft.Authorization/roleDefinitions/${roleIds['Data Factory Contributor']}`,
  }
  const { status, text } = await request(azure.httpUrl + url, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ properties }),
  })
  assert.equal(status, 201, text)
}

test('the program of the page about managed identity rotates a key once the identity has its role, and not before', async (t) => {
  const azure = await startLazulite()
  t.after(() => azure.close())

  const before = await runPage(t, azure)
  await giveRole(azure)
  const after = await runPage(t, azure)

  assert.match(before.stderr, /AuthorizationFailed/)
  assert.equal(after.code, 0, after.stderr)
  assert.match(after.stdout, /^a new key \{\s+authKey2: 'IR@[\da-f-]{36}@exampleFactoryName@/)
})
