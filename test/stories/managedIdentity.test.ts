import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, type TestContext, test } from 'node:test'
import { startLazulite } from 'lazulite'
import { root } from '../../conformance/clients/root.ts'
import { sampleSubscriptionId } from '../support/documentedSample.ts'
import { nobody } from '../support/known.ts'
import { letIdentityRotate } from '../support/letIdentityRotate.ts'
import { run } from '../support/program.ts'
import { answersIn, exchange } from '../support/rawSocket.ts'
import { request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const azure = await startLazulite()
after(() => azure.close())

before(() => letIdentityRotate(azure))

/** A user's program on a machine of Azure: it knows nothing of how it signs in. */
const rotating = (credential: string): string => `
  import { DataFactoryManagementClient } from '@azure/arm-datafactory'
  import { DefaultAzureCredential, ManagedIdentityCredential } from '@azure/identity'

  const client = new DataFactoryManagementClient(${credential}, '${sampleSubscriptionId}', { endpoint: process.env.ENDPOINT })
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

const imds = '/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com'
const appService = '/msi/token?api-version=2019-08-01&resource=https://management.azure.com'

for (const [place, path] of Object.entries({ 'a virtual machine': imds, 'an App Service': appService })) {
  test(`${place} gives nothing to a plain proxy on this machine, which speaks HTTP/1.0 and says nothing of itself`, async () => {
    const { host, port } = new URL(azure.httpUrl)
    const askBy = async (version: string) => {
      const head = `GET ${path} HTTP/${version}\r\nHost: ${host}\r\nConnection: close\r\n`
      const text = await exchange({ port: Number(port) }, `${head}Metadata: true\r\nX-Identity-Header: x\r\n\r\n`)
      return answersIn(text)[0] ?? assert.fail(text)
    }

    const byProxy = await askBy('1.0')
    const byProgram = await askBy('1.1')

    assert.deepEqual([byProxy.status, byProgram.status], [403, 200])
    assert.match(byProxy.text, /A managed identity is not given out over HTTP\/1\.0/)
  })
}

test('behind a proxy there is a managed identity only if somebody has said so', async (t) => {
  const publicUrl = 'https://localhost:9443'
  const servers = [await startLazulite({ publicUrl }), await startLazulite({ publicUrl, managedIdentity: true })]
  for (const server of servers) t.after(server.close)

  const replies = await Promise.all(
    servers.map(({ httpUrl }) => request(`${httpUrl}${imds}`, { headers: { metadata: 'true' } })),
  )

  assert.deepEqual(
    replies.map(({ status }) => status),
    [404, 200],
  )
  assert.deepEqual(
    servers.map(({ managedIdentity }) => managedIdentity),
    [false, undefined],
  )
})
