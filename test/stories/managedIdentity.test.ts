import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, type TestContext, test } from 'node:test'
import { startLazulite } from 'lazulite'
import { nobody, roleIds } from '../support/known.ts'
import { root, run } from '../support/program.ts'
import { request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const azure = await startLazulite()
after(() => azure.close())

const sample = '12345678-1234-1234-1234-12345678abc'

/** The identity of a fresh world has no role at all. */
before(async () => {
  const { token } = await azure.credential().getToken('https://management.azure.com/.default')
  const name = '99999999-0000-0000-0000-000000000001'
  const url = `${azure.httpUrl}/subscriptions/${sample}/providers/Microsoft.Authorization/roleAssignments/${name}`
  const roleDefinitionId = `/providers/Microsoft.Authorization/roleDefinitions/${roleIds['Data Factory Contributor']}`
  const { status, text } = await request(`${url}?api-version=2022-04-01`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      properties: { principalId: nobody.objectId, principalType: 'ServicePrincipal', roleDefinitionId },
    }),
  })
  assert.equal(status, 201, text)
})

/** A user's program on a machine of Azure: it knows nothing of how it signs in. */
const rotating = (credential: string): string => `
  import { DataFactoryManagementClient } from '@azure/arm-datafactory'
  import { DefaultAzureCredential, ManagedIdentityCredential } from '@azure/identity'

  const client = new DataFactoryManagementClient(${credential}, '${sample}', { endpoint: process.env.ENDPOINT })
  const { authKey1 } = await client.integrationRuntimes.regenerateAuthKey(
    'exampleResourceGroup', 'exampleFactoryName', 'exampleIntegrationRuntime', { keyName: 'authKey1' })
  console.log(authKey1)`

const runOnMachine = async (t: TestContext, program: string, env: Readonly<Record<string, string>>) => {
  const caFile = join(temporaryFolder(t), 'ca.pem')
  writeFileSync(caFile, azure.ca)
  const { stdout, stderr, ended } = run(t, [process.execPath, '--input-type=module', '--eval', program], {
    cwd: root,
    env: { ENDPOINT: azure.url, NODE_EXTRA_CA_CERTS: caFile, ...env },
  })
  const { code } = await ended
  return { code, stdout: stdout(), stderr: stderr() }
}

const asVirtualMachine = { AZURE_POD_IDENTITY_AUTHORITY_HOST: azure.httpUrl }
const asAppService = { IDENTITY_ENDPOINT: `${azure.httpUrl}/msi/token`, IDENTITY_HEADER: 'anything' }
const mine = `clientId: '${nobody.clientId}'`

describe("Microsoft's own credentials, unmodified", { concurrency: 2 }, () => {
  for (const [what, credential, env] of [
    ['ManagedIdentityCredential on a virtual machine', 'new ManagedIdentityCredential()', asVirtualMachine],
    ['ManagedIdentityCredential in an App Service', 'new ManagedIdentityCredential()', asAppService],
    [
      'ManagedIdentityCredential for one of several identities',
      `new ManagedIdentityCredential({ ${mine} })`,
      asVirtualMachine,
    ],
    [
      'ManagedIdentityCredential by an object id',
      `new ManagedIdentityCredential({ objectId: '${nobody.objectId}' })`,
      asAppService,
    ],
    ['DefaultAzureCredential on a virtual machine', 'new DefaultAzureCredential()', asVirtualMachine],
    ['DefaultAzureCredential in an App Service', 'new DefaultAzureCredential()', asAppService],
  ] as const) {
    test(`${what} rotates a key`, async (t) => {
      const { code, stdout, stderr } = await runOnMachine(t, rotating(credential), env)

      assert.deepEqual([code, stderr], [0, ''])
      assert.match(stdout, /^IR@[0-9a-f-]{36}@exampleFactoryName@/)
    })
  }

  test('ManagedIdentityCredential says why an identity that is not there gets nothing', async (t) => {
    const credential = `new ManagedIdentityCredential({ clientId: '99999999-9999-9999-9999-999999999999' })`

    const { code, stderr } = await runOnMachine(t, rotating(credential), asVirtualMachine)

    assert.equal(code, 1)
    assert.match(stderr, /Identity not found/)
  })
})

test('over https there is no identity, even for a program on this machine', async () => {
  const url = `${azure.url}/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com`

  for (const host of [new URL(azure.url).host, new URL(azure.httpUrl).host]) {
    const { status, text } = await request(url, { ca: azure.ca, headers: { metadata: 'true', host } })

    assert.equal(status, 403)
    assert.match(JSON.parse(text).error_description, /over plain http alone/)
  }
})
