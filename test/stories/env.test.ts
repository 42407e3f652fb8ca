import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { root } from '../../conformance/clients/root.ts'
import { issuersFile } from '../support/issuersFile.ts'
import { owner, subscriptionId, tenantId } from '../support/known.ts'
import { startIssuer } from '../support/outsideIssuer.ts'
import { lazulite, run, runLazulite, startProgram } from '../support/program.ts'
import { quoted } from '../support/quoted.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

/** A user's program, which knows nothing but what the environment says. */
const program = `
  import { DataFactoryManagementClient } from '@azure/arm-datafactory'
  import { EnvironmentCredential } from '@azure/identity'

  const { AZURE_SUBSCRIPTION_ID, AZURE_AUTHORITY_HOST: endpoint } = process.env
  const credential = new EnvironmentCredential({ disableInstanceDiscovery: true })
  const { factories, integrationRuntimes } = new DataFactoryManagementClient(
    credential, '12345678-1234-1234-1234-12345678abc', { endpoint })
  const keys = await integrationRuntimes.regenerateAuthKey(
    'exampleResourceGroup', 'exampleFactoryName', 'exampleIntegrationRuntime', { keyName: 'authKey1' })
  const other = new DataFactoryManagementClient(credential, AZURE_SUBSCRIPTION_ID, { endpoint })
  for await (const factory of other.factories.list()) throw new Error(factory.name)
  console.log(JSON.stringify(keys))`

/** What bash makes of a script; anything that fails in it fails it. */
const bash = async (t: TestContext, script: string) => {
  const { stdout, stderr, ended } = run(t, ['bash', '-euo', 'pipefail', '-c', script])
  assert.deepEqual([await ended, stderr()], [{ code: 0, signal: null }, ''])
  return stdout()
}

const command = lazulite.map(quoted).join(' ')

describe('lazulite env', { concurrency: 2 }, () => {
  test("evaluated in bash, is all that Microsoft's client needs to rotate a key, certificate checks included", async (t) => {
    const data = join(temporaryFolder(t), `Ann's folder with "all" $(false) \`false\` in it`)
    await startProgram(t, data)

    const told = await bash(
      t,
      `settings="$(${command} env --data ${quoted(data)})"
       eval "$settings"
       cd ${quoted(root)}
       ${quoted(process.execPath)} --input-type=module --eval ${quoted(program)}`,
    )

    assert.match(JSON.parse(told).authKey1, /^IR@[0-9a-f-]{36}@exampleFactoryName@/)
  })

  test('in a file of variables, is all that the same program needs when Node.js reads the file', async (t) => {
    const folder = temporaryFolder(t)
    const data = join(folder, 'Ann has $HOME in it')
    await startProgram(t, data)
    const { stdout } = await runLazulite(t, ['env', '--shell=dotenv', '--data', data])
    const file = join(folder, '.env')
    writeFileSync(file, stdout)

    // Node.js looks for its authorities before it reads the file.
    const trust = `NODE_EXTRA_CA_CERTS=${quoted(join(data, 'ca.pem'))}`
    const node = `${quoted(process.execPath)} --env-file=${quoted(file)} --input-type=module --eval ${quoted(program)}`
    const told = await bash(t, `cd ${quoted(root)}; ${trust} ${node}`)

    assert.match(JSON.parse(told).authKey1, /^IR@[0-9a-f-]{36}@exampleFactoryName@/)
  })

  test('says the same to bash and to those who read JSON, and nothing that is not so', async (t) => {
    const data = temporaryFolder(t)
    const { ready } = await startProgram(t, data)
    const { stdout } = await runLazulite(t, ['env', '--shell=json'], { env: { LAZULITE_DATA: data } })
    const settings: Record<string, string> = JSON.parse(stdout)

    assert.partialDeepStrictEqual(settings, {
      AZURE_AUTHORITY_HOST: ready.url,
      AZURE_TENANT_ID: tenantId,
      AZURE_SUBSCRIPTION_ID: subscriptionId,
      AZURE_CLIENT_ID: owner.clientId,
      AZURE_CLIENT_SECRET: owner.secret,
      AZURE_CORE_INSTANCE_DISCOVERY: 'false',
      ARM_METADATA_HOSTNAME: new URL(ready.url).host,
      NODE_EXTRA_CA_CERTS: ready.caFile,
      REQUESTS_CA_BUNDLE: ready.caFile,
      SSL_CERT_FILE: ready.caFile,
    })
    const names = Object.keys(settings)
    const told = await bash(
      t,
      `unset ${names.join(' ')}
       eval "$(${command} env --data ${quoted(data)})"
       printf '%s\\n' ${names.map((name) => `"$${name}"`).join(' ')}`,
    )
    assert.deepEqual(told.split('\n').slice(0, -1), Object.values(settings))
  })

  test('where nobody signs in, is all that a program needs that has a token of another issuer', async (t) => {
    const data = temporaryFolder(t)
    const issuer = await startIssuer(t)
    await startProgram(t, data, ['--own-issuer=false', `--issuers=${issuersFile(t, issuer.issuer)}`])
    const token = await issuer.sign({ aud: 'api://lazulite', oid: owner.objectId })
    const asking = `
      const { ARM_RESOURCE_MANAGER_ENDPOINT: endpoint, AZURE_SUBSCRIPTION_ID: id, TOKEN: token } = process.env
      const headers = { authorization: 'Bearer ' + token }
      const reply = await fetch(endpoint + '/subscriptions/' + id + '?api-version=2022-12-01', { headers })
      console.log(reply.status, (await reply.json()).subscriptionId)`

    const told = await bash(
      t,
      `unset AZURE_AUTHORITY_HOST
       eval "$(${command} env --data ${quoted(data)})"
       TOKEN=${token} ${quoted(process.execPath)} --input-type=module --eval ${quoted(asking)}
       echo "\${AZURE_AUTHORITY_HOST-nowhere}"`,
    )

    assert.equal(told, `200 ${subscriptionId}\nnowhere\n`)
  })

  test('keeps the secret of a world of its own to those who know it', async (t) => {
    const folder = temporaryFolder(t)
    const world = join(folder, 'world.yaml')
    const secret = 'chosen by ourselves'
    writeFileSync(
      world,
      `tenants:
  - id: ${tenantId}
    displayName: Contoso
    defaultDomain: contoso.example
    applications:
      - clientId: 88888888-8888-8888-8888-888888888888
        objectId: 88888888-8888-8888-8888-00000000000a
        displayName: rotation
        secret: ${secret}
`,
    )
    const server = await startProgram(t, join(folder, 'data'), [`--world=${world}`])
    const { stdout } = await runLazulite(t, ['env', '--data', join(folder, 'data')])

    assert.equal('clientSecret' in server.ready, false)
    assert.doesNotMatch(server.stdout() + server.stderr() + stdout, new RegExp(secret))
    assert.doesNotMatch(stdout, /^export [A-Z]+_CLIENT_/m, 'an id alone is that of a managed identity')
    assert.match(stdout, /^# .*88888888-8888-8888-8888-888888888888/m)
    assert.match(stdout, /^# .*AZURE_CLIENT_SECRET/m, 'what is left to set is named')
    await bash(t, stdout)
  })

  for (const [what, make] of Object.entries({
    'where no server has ever run': (folder: string) => join(folder, 'absent'),
    'where a server has stopped': (folder: string) => {
      mkdirSync(join(folder, 'data'))
      writeFileSync(join(folder, 'data', 'lazulite.db'), '')
      return join(folder, 'data')
    },
  })) {
    test(`${what}, says so in one line, and nothing that a shell would evaluate`, async (t) => {
      const data = make(temporaryFolder(t))

      const { code, stdout, stderr } = await runLazulite(t, ['env', '--data', data])

      assert.deepEqual([code, stdout], [1, ''])
      assert.match(stderr, /^lazulite: no server is running on [^\n]+\n$/)
    })
  }
})
