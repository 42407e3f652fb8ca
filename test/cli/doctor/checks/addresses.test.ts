import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertFound, startClinic } from '../support.ts'

const { azure, folder, see } = await startClinic(after)
const { url, httpUrl } = azure

test("each address that is not the server's is named, with what it ought to be", async () => {
  await assertFound(see, [
    [
      { AZURE_AUTHORITY_HOST: httpUrl },
      `addresses: AZURE_AUTHORITY_HOST is ${httpUrl}, and clients send no token over plain http: set it to ${url}`,
    ],
    [
      { AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com' },
      `addresses: AZURE_AUTHORITY_HOST is https://login.microsoftonline.com, which is not the server at ${url}: set it anew, best with eval "$(npx lazulite env --data ${folder})"`,
    ],
    [
      { ARM_METADATA_HOSTNAME: url },
      `addresses: ARM_METADATA_HOSTNAME is ${url}, which must be the server's host and port without https://: set it to ${new URL(url).host}`,
    ],
    [{ ARM_CLOUD_METADATA_URL: 'nonsense' }, /^addresses: ARM_CLOUD_METADATA_URL is nonsense, /],
    [{ ARM_MSI_ENDPOINT: url }, /^addresses: ARM_MSI_ENDPOINT is /],
    [
      { ARM_RESOURCE_MANAGER_AUDIENCE: 'https://vault.azure.net' },
      `addresses: ARM_RESOURCE_MANAGER_AUDIENCE is https://vault.azure.net, which the server takes no tokens for: set it to ${url}`,
    ],
  ])
})

test('where no address is set, one line says how to set them all', async () => {
  const { wrong } = await see({
    changes: Object.fromEntries(
      [
        'AZURE_AUTHORITY_HOST',
        'AZURE_CONFIG_DIR',
        'ARM_METADATA_HOSTNAME',
        'ARM_CLOUD_METADATA_URL',
        'ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST',
        'ARM_RESOURCE_MANAGER_ENDPOINT',
      ].map((name) => [name, undefined]),
    ),
  })

  assert.deepEqual(wrong, [
    `wrong    addresses: nothing in this environment points to ${url}: set it up with eval "$(npx lazulite env --data ${folder})"`,
  ])
})

test('who points to a managed identity of a server that gives out none is told so', async (t) => {
  const { azure, see } = await startClinic((close) => t.after(close), { managedIdentity: false })
  const endpoint = `${azure.httpUrl}/msi/token`

  const { wrong } = await see({ changes: { IDENTITY_ENDPOINT: endpoint } })

  assert.match(
    wrong.join(),
    new RegExp(`^wrong +addresses: IDENTITY_ENDPOINT is ${endpoint}, which gives out no managed identity: `),
  )
})
