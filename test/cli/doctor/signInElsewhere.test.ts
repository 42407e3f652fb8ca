import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { stringify } from 'yaml'
import { owner, tenantId } from '../../support/known.ts'
import { startIssuer } from '../../support/outsideIssuer.ts'
import { lazulite } from '../support.ts'
import { pathWithAz, startClinic } from './support.ts'

const issuer = await startIssuer({ after })
const own = mkdtempSync(join(tmpdir(), 'lazulite-test-'))
after(() => rmSync(own, { recursive: true }))
const issuers = join(own, 'issuers.yaml')
writeFileSync(issuers, stringify([{ issuer: issuer.issuer, tenantId, audiences: ['api://lazulite'] }]))
const { azure, see } = await startClinic(after, { issuers, ownIssuer: false })

test('with the settings of lazulite env all is well, and sign-in is said to be elsewhere', async (t) => {
  const { exitCode, lines, stderr } = await see({ changes: { PATH: pathWithAz(t) } })

  assert.deepEqual([exitCode, stderr], [0, ''], lines.join('\n'))
  assert.ok(lines.includes(`ok       server: a server answers at ${azure.url}, and sign-in is at its --issuers alone`))
  for (const what of ['cloud', 'discovery', 'credentials'])
    assert.ok(lines.includes(`skipped  ${what}: nobody signs in at this server`), what)
})

test('the same is seen from a machine that has no data folder', async (t) => {
  const env = { PATH: pathWithAz(t), SSL_CERT_FILE: azure.caFile, ...theirs }

  const { stdout } = await lazulite(['doctor', '--url', azure.url, '--data', '/absent'], env)

  assert.match(stdout, /^skipped {2}credentials: nobody signs in at this server$/m)
  assert.doesNotMatch(stdout, /^wrong {4}addresses/m)
})

const theirs = {
  AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com',
  AZURE_CLIENT_ID: owner.clientId,
  AZURE_CLIENT_SECRET: 'x',
}

test('settings of a server where one signs in are named, each with what to do', async () => {
  const { url, httpUrl } = azure
  const stale = {
    AZURE_AUTHORITY_HOST: `${url}/`,
    ARM_CLOUD_METADATA_URL: `${url}/metadata/endpoints`,
    ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST: url,
    ARM_METADATA_HOSTNAME: new URL(url).host,
    ARM_MSI_ENDPOINT: `${httpUrl}/metadata/identity/oauth2/token`,
    IDENTITY_ENDPOINT: `${httpUrl}/msi/token`,
  }
  for (const [name, value] of Object.entries(stale)) {
    const { wrong } = await see({ changes: { [name]: value } })

    assert.deepEqual(wrong, [
      `wrong    addresses: ${name} is ${value}, where nobody signs in: set it to the place of the issuer, or unset it`,
    ])
  }
  const other = await see({ changes: { ARM_RESOURCE_MANAGER_ENDPOINT: 'https://management.azure.com' } })
  assert.deepEqual(other.wrong, [
    `wrong    addresses: ARM_RESOURCE_MANAGER_ENDPOINT is https://management.azure.com, which is not the server at ${url}: set it to ${url}`,
  ])
})

test("settings of the issuer are left alone, and its secret is nobody else's", async () => {
  const { exitCode, stdout } = await see({
    changes: { ...theirs, ARM_METADATA_HOSTNAME: 'metadata.example', ARM_RESOURCE_MANAGER_ENDPOINT: undefined },
  })

  assert.equal(exitCode, 0, stdout)
})

test('a token of the issuer is taken, and one that is refused is not sent here to sign in', async () => {
  const aud = 'api://lazulite'
  const show = async (claims: Record<string, unknown>) => {
    const { lines } = await see({
      args: ['--token-stdin'],
      stdin: await issuer.sign({ oid: owner.objectId, ...claims }),
    })
    return lines.filter((line) => / token: /.test(line)).join()
  }

  assert.equal(await show({ aud }), `ok       token: ${azure.url} takes it`)
  assert.match(
    await show({ aud, exp: 1_000_000_000, nbf: undefined }),
    /^wrong {4}token: exp is 2001-\S+, which is past: sign in again,wrong {4}token: \S+ refuses it: The access token expiry /,
  )
  assert.match(await show({ aud: 'api://other' }), /^wrong {4}token: \S+ refuses it: The access token /)
  assert.match(
    await show({ aud, iss: `${azure.url}/${tenantId}/v2.0` }),
    /^wrong {4}token: iss is "https:[^"]*", and nobody signs in at the server itself: sign in at one of its --issuers$/,
  )
})
