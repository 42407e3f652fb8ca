import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { fakeAz } from '../cli/setup/fakeAz.ts'
import { runLazulite, startProgram } from '../support/program.ts'
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
