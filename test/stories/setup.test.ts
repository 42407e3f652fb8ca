import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { fakeAz } from '../cli/setup/fakeAz.ts'
import { issuersFile } from '../support/issuersFile.ts'
import { tenantId } from '../support/known.ts'
import { lazulite, run, runLazulite, startProgram } from '../support/program.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

/** What az itself makes of it is told by its story in conformance/clients. */
describe('lazulite setup azure-cli', { concurrency: 2 }, () => {
  test('makes a folder for az that --undo takes away again, and touches nothing of the person', async (t) => {
    const data = join(temporaryFolder(t), 'data')
    const home = temporaryFolder(t)
    const az = fakeAz(t)
    const { ready } = await startProgram(t, data)
    const env = { PATH: az.path, HOME: home }

    const made = await runLazulite(t, ['setup', 'azure-cli', '--data', data], { env })

    assert.deepEqual([made.code, made.stderr], [0, ''])
    assert.ok(made.stdout.startsWith(`az is signed in to ${ready.url} as ${ready.clientId}.\n`), made.stdout)
    assert.ok(made.stdout.includes(`export AZURE_CONFIG_DIR='${join(data, 'az')}'`))
    assert.ok(az.calls()[0]?.endsWith(` --endpoint-resource-manager ${ready.url}`))
    assert.deepEqual(readdirSync(home), [])

    const undone = await runLazulite(t, ['setup', 'azure-cli', '--data', data, '--undo'], { env })

    assert.deepEqual([undone.code, undone.stderr], [0, ''])
    assert.equal(existsSync(join(data, 'az')), false)
  })

  test('takes the place of what az has put there by itself, with the settings of lazulite env', async (t) => {
    const data = join(temporaryFolder(t), 'data')
    const az = fakeAz(t)
    const server = await startProgram(t, data)
    const { stdout } = await runLazulite(t, ['env', '--data', data, '--shell=json'])
    const { AZURE_CONFIG_DIR: folder } = JSON.parse(stdout)
    const putThere = () => {
      mkdirSync(folder)
      writeFileSync(join(folder, 'azureProfile.json'), '{}')
    }

    putThere()
    const made = await runLazulite(t, ['setup', 'azure-cli', '--data', data], { env: { PATH: az.path } })
    assert.deepEqual([made.code, made.stderr], [0, ''])
    assert.equal(existsSync(join(folder, 'azureProfile.json')), false)

    server.kill('SIGTERM')
    await server.ended
    rmSync(folder, { recursive: true })
    putThere()
    const undone = await runLazulite(t, ['setup', 'azure-cli', '--data', data, '--undo'])
    assert.deepEqual([undone.code, undone.stderr], [0, ''])
    assert.equal(existsSync(folder), false)
  })

  test('takes the secret of a world of its own from a variable that keeps no server from starting', async (t) => {
    const folder = temporaryFolder(t)
    const world = join(folder, 'world.yaml')
    const clientId = '88888888-8888-8888-8888-888888888888'
    const secret = 'chosen by ourselves'
    writeFileSync(
      world,
      `tenants:
  - id: ${tenantId}
    displayName: Contoso
    defaultDomain: contoso.example
    applications:
      - { clientId: ${clientId}, objectId: 88888888-8888-8888-8888-00000000000a, displayName: a, secret: ${secret} }
`,
    )
    const az = fakeAz(t)
    const env = { PATH: az.path, AZURE_CLIENT_SECRET: secret }
    await startProgram(t, join(folder, 'data'), [`--world=${world}`])

    const { code, stderr } = await runLazulite(t, ['setup', 'azure-cli', '--data', join(folder, 'data')], { env })
    assert.deepEqual([code, stderr, az.stdin()], [0, '', secret])

    const flags = ['--json', '--port=0', '--http-port=0', '--log-level=warn', `--data=${join(folder, 'second')}`]
    const second = run(t, [...lazulite, 'start', ...flags], { env })
    assert.match(await second.firstLine, /^\{"url":/)
  })

  test('where nobody signs in, says so in one line and makes nothing', async (t) => {
    const data = temporaryFolder(t)
    const az = fakeAz(t)
    const { ready } = await startProgram(t, data, ['--own-issuer=false', `--issuers=${issuersFile(t)}`])

    const { code, stdout, stderr } = await runLazulite(t, ['setup', 'azure-cli', '--data', data], {
      env: { PATH: az.path },
    })

    assert.deepEqual([code, stdout, az.calls()], [1, '', []])
    assert.match(stderr, /^lazulite: nobody signs in at \S+, which runs with --own-issuer=false: [^\n]+\n$/)
    assert.ok(stderr.includes(ready.url))
    assert.equal(existsSync(join(data, 'az')), false)
  })

  test('says in one line that az, or a server, is not there', async (t) => {
    const data = temporaryFolder(t)
    const env = { PATH: temporaryFolder(t) }

    const noServer = await runLazulite(t, ['setup', 'azure-cli', '--data', data], { env })
    assert.deepEqual([noServer.code, noServer.stdout], [1, ''])
    assert.match(noServer.stderr, /^lazulite: no server is running on [^\n]+\n$/)

    await startProgram(t, data)
    const noAz = await runLazulite(t, ['setup', 'azure-cli', '--data', data], { env })
    assert.deepEqual([noAz.code, noAz.stdout], [1, ''])
    assert.match(noAz.stderr, /^lazulite: az is not on the PATH: install the Azure CLI, [^\n]+\n$/)
    assert.deepEqual(existsSync(join(data, 'az')) || existsSync(join(data, 'az.new')), false)
  })
})
