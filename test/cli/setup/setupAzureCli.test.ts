import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type ReadyLine, readReadyFile, writeReadyFile } from '../../../src/ready.ts'
import { owner, subscriptionId, tenantId } from '../../support/known.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { lazulite } from '../support.ts'
import { fakeAz } from './fakeAz.ts'

const url = 'https://localhost:8443'

/** A folder on which a server seems to run. */
const runningOn = async (t: TestContext, changes: Partial<ReadyLine> = {}): Promise<string> => {
  const server = createServer((_, response) => response.end())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => server.close())
  const httpUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const folder = temporaryFolder(t)
  const { clientId } = owner
  await writeReadyFile(folder, { url, httpUrl, caFile: '/data/ca.pem', tenantId, subscriptionId, clientId, ...changes })
  return folder
}

test('az is made to know the server, and signed in, in a folder of its own', async (t) => {
  const az = fakeAz(t)
  const data = await runningOn(t)

  const env = { PATH: az.path, ARM_CLOUD_METADATA_URL: 'https://elsewhere' }
  const { exitCode, stdout, stderr } = await lazulite(['setup', 'azure-cli', '--data', data], env)

  assert.deepEqual([exitCode, stderr], [0, ''])
  assert.deepEqual(az.calls(), [
    `cloud register --name Lazulite --endpoint-resource-manager ${url}`,
    'cloud set --name Lazulite',
    'config set core.instance_discovery=false core.collect_telemetry=false',
    `login --service-principal --username ${owner.clientId} --password @- --tenant ${tenantId} --allow-no-subscriptions --output none`,
    'account list --query [].id --output tsv',
    `account set --subscription ${subscriptionId}`,
  ])
  assert.equal(az.stdin(), owner.secret)
  assert.match(az.env(), /^REQUESTS_CA_BUNDLE=\/data\/ca\.pem$/m)
  assert.doesNotMatch(az.env(), /^ARM_CLOUD_METADATA_URL=/m)
  const folder = join(data, 'az')
  assert.ok(existsSync(join(folder, 'touched')))
  assert.equal(statSync(folder).mode & 0o777, 0o700)
  assert.ok(!existsSync(`${folder}.new`))
  assert.ok(
    stdout.includes(`export AZURE_CONFIG_DIR='${folder}'\n  export REQUESTS_CA_BUNDLE='/data/ca.pem'\n`),
    stdout,
  )
})

test('the secret of another application comes from a variable or standard input, and is no argument', async (t) => {
  const az = fakeAz(t)
  const clientId = 'cccccccc-0000-4000-8000-000000000001'
  const command = ['setup', 'azure-cli', '--data', await runningOn(t), '--client-id', clientId]

  const byVariable = await lazulite(command, { PATH: az.path, AZURE_CLIENT_SECRET: 'hush 1' })
  assert.deepEqual([byVariable.exitCode, az.stdin()], [0, 'hush 1'])
  const pair = { AZURE_CLIENT_ID: clientId.toUpperCase(), AZURE_CLIENT_SECRET: 'hush 3' }
  const byPair = await lazulite(command, { PATH: az.path, ...pair })
  assert.deepEqual([byPair.exitCode, az.stdin()], [0, 'hush 3'])
  const byStdin = await lazulite([...command, '--secret-stdin'], { PATH: az.path }, { stdin: 'hush=@2\n' })
  assert.deepEqual([byStdin.exitCode, az.stdin()], [0, 'hush=@2'])

  assert.ok(az.calls().some((call) => call.includes(`--username ${clientId} --password @- `)))
  assert.doesNotMatch(az.calls().join(), /hush/)
  assert.doesNotMatch(byVariable.stdout + byPair.stdout + byStdin.stdout, /hush/)
})

test('the secret of an application that is not the one to sign in as is not shown to the server', async (t) => {
  const az = fakeAz(t)
  const data = await runningOn(t)
  const env = { PATH: az.path, AZURE_CLIENT_ID: 'cccccccc-0000-4000-8000-000000000001', AZURE_CLIENT_SECRET: 'hush' }

  const builtIn = await lazulite(['setup', 'azure-cli', '--data', data], env)
  const other = await lazulite(
    ['setup', 'azure-cli', '--data', data, '--client-id', 'cccccccc-0000-4000-8000-000000000002'],
    env,
  )

  assert.deepEqual([builtIn.exitCode, az.stdin()], [0, owner.secret])
  assert.equal(other.exitCode, 1)
  assert.match(other.stderr, /^lazulite: the secret of the application cccccccc-\S+2 is not known here: [^\n]*\n$/)
})

const refusedSecrets: Record<string, { args: string[]; stderr: RegExp }> = {
  'that nobody told': {
    args: ['--client-id', 'cccccccc-0000-4000-8000-000000000001'],
    stderr:
      /^lazulite: the secret of the application cccccccc-\S+ is not known here: set AZURE_CLIENT_ID to it and AZURE_CLIENT_SECRET to its secret, or [^\n]*\n$/,
  },
  'that is empty': { args: ['--secret-stdin'], stderr: /^lazulite: standard input has no secret\n$/ },
  'as an argument': {
    args: ['--client-secret=hush'],
    stderr: /^lazulite: wrong settings: --client-secret is not a flag here[^\n]*\n$/,
  },
}

for (const [what, { args, stderr: message }] of Object.entries(refusedSecrets)) {
  test(`a secret ${what} is refused before anything is made`, async (t) => {
    const az = fakeAz(t)
    const data = await runningOn(t)

    const { exitCode, stdout, stderr } = await lazulite(['setup', 'azure-cli', '--data', data, ...args], {
      PATH: az.path,
    })

    assert.deepEqual([exitCode, stdout], [1, ''])
    assert.match(stderr, message)
    assert.doesNotMatch(stderr, /hush/)
    assert.deepEqual([az.calls(), readdirSync(data)], [[], ['ready.json']])
  })
}

test('without az, one line says so and where it is to be had', async (t) => {
  const data = await runningOn(t)

  const { exitCode, stdout, stderr } = await lazulite(['setup', 'azure-cli', '--data', data], {
    PATH: temporaryFolder(t),
  })

  assert.deepEqual([exitCode, stdout], [1, ''])
  assert.match(stderr, /^lazulite: az is not on the PATH: install the Azure CLI, https:[^\n]*\n$/)
  assert.deepEqual(readdirSync(data), ['ready.json'])
})

test('what az complains of is told in its words, and leaves the folder of an earlier run as it was', async (t) => {
  const data = await runningOn(t)
  const complaint =
    'echo "WARNING: hm" >&2; echo "ERROR: AADSTS1: No. Trace ID: 1 Correlation ID: 2" >&2; echo hint >&2; exit 1'
  await lazulite(['setup', 'azure-cli', '--data', data], { PATH: fakeAz(t).path })
  writeFileSync(join(data, 'az', 'mine'), '')

  const { exitCode, stderr } = await lazulite(['setup', 'azure-cli', '--data', data], {
    PATH: fakeAz(t, { login: complaint }).path,
  })

  assert.deepEqual([exitCode, stderr], [1, 'lazulite: "az login --service-principal" failed: AADSTS1: No.\n'])
  assert.ok(existsSync(join(data, 'az', 'mine')))
  assert.ok(!existsSync(join(data, 'az.new')))
})

test('of a traceback, what it says happened is told', async (t) => {
  const data = await runningOn(t)
  const opening = 'ERROR: The command failed with an unexpected error. Here is the traceback:'
  const hint = 'To check existing issues, please visit: https://example.com'
  const complaints = [
    [opening, 'ERROR: No route to host', 'Traceback (most recent call last):', '  File "a"', 'OSError: x', hint],
    [opening, 'Traceback (most recent call last):', '  File "a"', 'No route to host', hint],
  ]
  for (const lines of complaints) {
    const login = `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} >&2; exit 1`

    const { stderr } = await lazulite(['setup', 'azure-cli', '--data', data], { PATH: fakeAz(t, { login }).path })

    assert.equal(stderr, 'lazulite: "az login --service-principal" failed: No route to host\n')
  }
})

test('a second run begins anew, and takes away what a stopped one has left', async (t) => {
  const data = await runningOn(t)
  const { path: PATH } = fakeAz(t)
  await lazulite(['setup', 'azure-cli', '--data', data, '--folder', join(data, 'az.new')], { PATH })
  await lazulite(['setup', 'azure-cli', '--data', data], { PATH })
  writeFileSync(join(data, 'az', 'old'), '')

  const { exitCode } = await lazulite(['setup', 'azure-cli', '--data', data], { PATH })

  assert.equal(exitCode, 0)
  assert.deepEqual(readdirSync(data).sort(), ['az', 'ready.json'])
  assert.ok(!existsSync(join(data, 'az', 'old')))
})

const foreign: Record<string, (folder: string) => void> = {
  'a folder of the person': (folder) => mkdirSync(folder),
  'a file': (folder) => writeFileSync(folder, ''),
  'a link that leads nowhere': (folder) => symlinkSync('/absent', folder),
  'a folder with a marker that says something else': (folder) => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'made-by-lazulite'), 'mine\n')
  },
}

for (const [what, make] of Object.entries(foreign)) {
  test(`${what} is neither filled nor removed`, async (t) => {
    const az = fakeAz(t)
    const data = await runningOn(t)
    const folder = join(temporaryFolder(t), 'az')
    make(folder)

    for (const flags of [[], ['--undo']]) {
      const { exitCode, stdout, stderr } = await lazulite(
        ['setup', 'azure-cli', '--data', data, '--folder', folder, ...flags],
        { PATH: az.path },
      )

      assert.deepEqual([exitCode, stdout], [1, ''])
      assert.equal(
        stderr,
        `lazulite: ${folder} was not made by "lazulite setup", and stays as it is: remove it yourself, or name another with --folder\n`,
      )
    }
    assert.deepEqual(az.calls(), [])
    assert.ok(readdirSync(join(folder, '..')).includes('az'))
  })
}

test('the folder that az has made by itself in a data folder is replaced, and removed by undo', async (t) => {
  const { path: PATH } = fakeAz(t)
  const data = await runningOn(t)
  writeFileSync(join(data, 'lazulite.db'), '')
  const folder = join(data, 'az')
  const touchedByAz = () => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'az.json'), '{}')
  }

  touchedByAz()
  const made = await lazulite(['setup', 'azure-cli', '--data', data], { PATH })
  assert.deepEqual([made.exitCode, made.stderr], [0, ''])
  assert.deepEqual(readdirSync(folder).sort(), ['made-by-lazulite', 'touched'])

  rmSync(folder, { recursive: true })
  touchedByAz()
  const undone = await lazulite(['setup', 'azure-cli', '--folder', folder, '--undo'])
  assert.deepEqual(undone, { exitCode: 0, stdout: `${folder} is removed.\n`, stderr: '' })
  assert.deepEqual(readdirSync(data).sort(), ['lazulite.db', 'ready.json'])
})

const foreignInDataFolder: Record<string, (folder: string) => void> = {
  'a file': (folder) => writeFileSync(folder, ''),
  'a link to a folder': (folder) => symlinkSync('.', folder),
}

for (const [what, make] of Object.entries(foreignInDataFolder)) {
  test(`${what} in a data folder, which az cannot have made, is neither filled nor removed`, async (t) => {
    const data = await runningOn(t)
    writeFileSync(join(data, 'lazulite.db'), '')
    make(join(data, 'az'))

    for (const flags of [[], ['--undo']]) {
      const { exitCode, stderr } = await lazulite(['setup', 'azure-cli', '--data', data, ...flags], {
        PATH: fakeAz(t).path,
      })

      assert.equal(exitCode, 1)
      assert.match(stderr, /^lazulite: \S+ was not made by "lazulite setup", and stays as it is: [^\n]*\n$/)
    }
    assert.deepEqual(
      readdirSync(data).filter((name) => name.startsWith('az')),
      ['az'],
    )
  })
}

test("another folder in a data folder, or az in a folder without a server, is the person's own", async (t) => {
  const data = await runningOn(t)
  writeFileSync(join(data, 'lazulite.db'), '')
  const others = [join(data, 'other'), join(temporaryFolder(t), 'az')]

  for (const folder of others) {
    mkdirSync(folder)
    const { exitCode, stderr } = await lazulite(['setup', 'azure-cli', '--data', data, '--folder', folder, '--undo'])

    assert.equal(exitCode, 1)
    assert.ok(stderr.startsWith(`lazulite: ${folder} was not made by "lazulite setup", and stays as it is: `), stderr)
    assert.ok(existsSync(folder))
  }
})

test('where nobody signs in, one line says so before anything is made, and undo works', async (t) => {
  const az = fakeAz(t)
  const data = await runningOn(t, { ownIssuer: false })

  const made = await lazulite(['setup', 'azure-cli', '--data', data], { PATH: az.path })
  const undone = await lazulite(['setup', 'azure-cli', '--data', data, '--undo'])

  assert.deepEqual([made.exitCode, made.stdout], [1, ''])
  assert.match(
    made.stderr,
    /^lazulite: nobody signs in at https:\/\/localhost:8443, which runs with --own-issuer=false: [^\n]*\n$/,
  )
  assert.deepEqual([az.calls(), readdirSync(data)], [[], ['ready.json']])
  assert.equal(undone.exitCode, 0)
})

test('undo removes the folder without a server, and has nothing to do a second time', async (t) => {
  const az = fakeAz(t)
  const data = await runningOn(t)
  await lazulite(['setup', 'azure-cli', '--data', data], { PATH: az.path })
  writeFileSync(join(data, 'ready.json'), '')

  const first = await lazulite(['setup', 'azure-cli', '--data', data, '--undo'])
  const second = await lazulite(['setup', 'azure-cli', '--data', data, '--undo'])

  assert.deepEqual(first, { exitCode: 0, stdout: `${join(data, 'az')} is removed.\n`, stderr: '' })
  assert.deepEqual(second, { exitCode: 0, stdout: `There is no ${join(data, 'az')}.\n`, stderr: '' })
  assert.deepEqual(readdirSync(data), ['ready.json'])
})

test('a world without an application needs to be told which', async (t) => {
  const data = await runningOn(t)
  const { clientId: _, ...ready } = (await readReadyFile(data)) ?? assert.fail('no server')
  await writeReadyFile(data, ready)

  const { exitCode, stderr } = await lazulite(['setup', 'azure-cli', '--data', data], { PATH: fakeAz(t).path })

  assert.deepEqual(
    [exitCode, stderr],
    [1, 'lazulite: the world of this server has no application: say which with --client-id\n'],
  )
})

for (const clientId of ['@/etc/passwd', 'a b', '']) {
  test(`'${clientId}' is no application's id, and az never sees it`, async (t) => {
    const az = fakeAz(t)

    const { exitCode, stderr } = await lazulite(
      ['setup', 'azure-cli', '--data', await runningOn(t), `--client-id=${clientId}`],
      { PATH: az.path },
    )

    assert.equal(exitCode, 1)
    assert.match(stderr, /^lazulite: wrong settings: --client-id must be an application's id\n$/)
    assert.deepEqual(az.calls(), [])
  })
}
