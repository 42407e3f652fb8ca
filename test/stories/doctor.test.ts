import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { root } from '../../conformance/clients/root.ts'
import { issuersFile } from '../support/issuersFile.ts'
import { lazulite, run, runLazulite, startProgram } from '../support/program.ts'
import { quoted } from '../support/quoted.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const command = lazulite.map(quoted).join(' ')

describe('lazulite doctor', { concurrency: 2 }, () => {
  test('finds nothing wrong where the settings of lazulite env are set, and says so with its exit code', async (t) => {
    const data = join(temporaryFolder(t), `Ann's data`)
    await startProgram(t, data)

    const { stdout, ended } = run(t, [
      'bash',
      '-euo',
      'pipefail',
      '-c',
      `unset HTTPS_PROXY https_proxy ALL_PROXY all_proxy
       settings="$(${command} env --data ${quoted(data)})"
       eval "$settings"
       ${command} doctor --data ${quoted(data)}`,
    ])

    assert.deepEqual(await ended, { code: 0, signal: null }, stdout())
    assert.match(stdout(), /^ok {7}credentials: the application 3{8}-\S+ of AZURE_… signs in$/m)
    assert.doesNotMatch(stdout(), /^wrong/m)
  })

  test('finds nothing wrong in a world of its own, before anybody has said a secret', async (t) => {
    const folder = temporaryFolder(t)
    const [data, world] = [join(folder, 'data'), join(folder, 'world.yaml')]
    const page = readFileSync(join(root, 'docs/world.md'), 'utf8')
    writeFileSync(world, page.match(/```yaml\n([^`]*)```/)?.[1] ?? '')
    await startProgram(t, data, [`--world=${world}`])
    const { stdout: settings } = await runLazulite(t, ['env', '--data', data, '--shell=json'])

    const { code, stdout } = await runLazulite(t, ['doctor', '--data', data], { env: JSON.parse(settings) })

    assert.equal(code, 0, stdout)
    assert.match(stdout, /^skipped {2}credentials: AZURE_CLIENT_ID is not set$/m)
  })

  test('takes it for well that people sign in elsewhere, and tells it', async (t) => {
    const data = temporaryFolder(t)
    await startProgram(t, data, ['--own-issuer=false', `--issuers=${issuersFile(t)}`])
    const { stdout: settings } = await runLazulite(t, ['env', '--data', data, '--shell=json'])

    const { code, stdout } = await runLazulite(t, ['doctor', '--data', data], { env: JSON.parse(settings) })

    assert.equal(code, 0, stdout)
    assert.match(stdout, /^ok {7}server: a server answers at \S+, and sign-in is at its --issuers alone$/m)
  })

  test('leads from one finding to the next, until all is well', async (t) => {
    const data = temporaryFolder(t)
    const env = { LAZULITE_PORT: '1', LAZULITE_HTTP_PORT: '1' }

    const before = await runLazulite(t, ['doctor', '--data', data], { env })
    assert.equal(before.code, 1)
    assert.match(
      before.stdout,
      /^wrong {4}folder: no server is running on [^\n]+: start one with "npx lazulite start --data /m,
    )

    const { ready, kill, ended } = await startProgram(t, data)
    const bare = await runLazulite(t, ['doctor', '--data', data], { env: { NODE_EXTRA_CA_CERTS: '/absent.pem' } })
    assert.equal(bare.code, 1)
    assert.match(bare.stdout, /^ok {7}folder: /m)
    assert.ok(
      bare.stdout.includes(
        `NODE_EXTRA_CA_CERTS names /absent.pem, which cannot be read (ENOENT): set NODE_EXTRA_CA_CERTS to ${ready.caFile}\n`,
      ),
      bare.stdout,
    )

    kill('SIGKILL')
    await ended
    const after = await runLazulite(t, ['doctor', '--data', data])
    assert.equal(after.code, 1)
    assert.match(after.stdout, /^wrong {4}folder: \S+ is left from a server at \S+ that was killed, or that hangs: /m)
  })

  test('reads a token from a pipe and says why the server would refuse it', async (t) => {
    const data = temporaryFolder(t)
    await startProgram(t, data)
    const claims = Buffer.from('{"aud":"https://vault.azure.net","exp":1}').toString('base64url')

    const { stdout, ended } = run(t, [
      'bash',
      '-c',
      `printf '%s\\n' e30.${claims}.AA | ${command} doctor --data ${quoted(data)} --token-stdin`,
    ])

    assert.equal((await ended).code, 1)
    for (const claim of ['tid is missing', 'aud is "https://vault.azure.net"', 'exp is 1970-01-01T00:00:01.000Z'])
      assert.ok(
        stdout().includes(`wrong    token: ${claim}, `) || stdout().includes(`wrong    token: ${claim}: `),
        claim,
      )
  })
})
