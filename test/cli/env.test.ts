import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, relative } from 'node:path'
import { type TestContext, test } from 'node:test'
import { parseEnv } from 'node:util'
import { clientSettings } from '../../src/cli/clientSettings.ts'
import { type ReadyLine, writeReadyFile } from '../../src/ready.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { lazulite } from './support.ts'

const line = {
  url: 'https://localhost:8443',
  httpUrl: 'http://localhost:8080',
  caFile: '/data/ca.pem',
  tenantId: '11111111-1111-1111-1111-111111111111',
  subscriptionId: '22222222-2222-2222-2222-222222222222',
  clientId: '33333333-3333-3333-3333-333333333333',
} satisfies ReadyLine

/** Answers whoever asks for its health; its URL. */
const listening = async (t: TestContext, status = 200): Promise<string> => {
  const server = createServer(({ url }, response) => response.writeHead(url === '/health' ? status : 404).end())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A folder on which a server seems to run. */
const runningOn = async (t: TestContext, changes: Partial<ReadyLine> = {}): Promise<string> => {
  const folder = temporaryFolder(t)
  await writeReadyFile(folder, { ...line, httpUrl: await listening(t), ...changes })
  return folder
}

test('every client finds its settings', async (t) => {
  const httpUrl = await listening(t)
  const folder = await runningOn(t, { httpUrl })

  const { exitCode, stdout } = await lazulite(['env', '--shell', 'json', '--data', relative(process.cwd(), folder)])

  assert.equal(exitCode, 0)
  assert.deepEqual(JSON.parse(stdout), {
    AZURE_AUTHORITY_HOST: line.url,
    AZURE_TENANT_ID: line.tenantId,
    AZURE_SUBSCRIPTION_ID: line.subscriptionId,
    AZURE_CLIENT_ID: line.clientId,
    AZURE_CLIENT_SECRET: 'lazulite',
    AZURE_CONFIG_DIR: join(folder, 'az'),
    AZURE_CORE_INSTANCE_DISCOVERY: 'false',
    AZURE_CORE_COLLECT_TELEMETRY: 'false',
    ARM_CLOUD_METADATA_URL: 'https://localhost:8443/metadata/endpoints?api-version=2019-05-01',
    ARM_METADATA_HOSTNAME: 'localhost:8443',
    ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST: line.url,
    ARM_RESOURCE_MANAGER_ENDPOINT: line.url,
    ARM_RESOURCE_MANAGER_AUDIENCE: line.url,
    ARM_DISABLE_INSTANCE_DISCOVERY: 'true',
    ARM_TENANT_ID: line.tenantId,
    ARM_SUBSCRIPTION_ID: line.subscriptionId,
    ARM_CLIENT_ID: line.clientId,
    ARM_CLIENT_SECRET: 'lazulite',
    AZURE_POD_IDENTITY_AUTHORITY_HOST: httpUrl,
    ARM_MSI_ENDPOINT: `${httpUrl}/metadata/identity/oauth2/token`,
    IDENTITY_ENDPOINT: `${httpUrl}/msi/token`,
    IDENTITY_HEADER: 'lazulite',
    NODE_EXTRA_CA_CERTS: line.caFile,
    REQUESTS_CA_BUNDLE: line.caFile,
    CURL_CA_BUNDLE: line.caFile,
    SSL_CERT_FILE: line.caFile,
  })
})

test('where nobody signs in, no client is sent to sign in, and what else is so is told', async (t) => {
  const folder = await runningOn(t, { ownIssuer: false })

  const bash = await lazulite(['env', '--data', folder])
  const json = await lazulite(['env', '--data', folder, '--shell', 'json'])

  assert.deepEqual(JSON.parse(json.stdout), {
    AZURE_TENANT_ID: line.tenantId,
    AZURE_SUBSCRIPTION_ID: line.subscriptionId,
    ARM_RESOURCE_MANAGER_ENDPOINT: line.url,
    ARM_TENANT_ID: line.tenantId,
    ARM_SUBSCRIPTION_ID: line.subscriptionId,
    NODE_EXTRA_CA_CERTS: line.caFile,
    REQUESTS_CA_BUNDLE: line.caFile,
    CURL_CA_BUNDLE: line.caFile,
    SSL_CERT_FILE: line.caFile,
  })
  assert.deepEqual(namesIn(bash.stdout), Object.keys(JSON.parse(json.stdout)))
  assert.match(bash.stdout, /^# Nobody signs in at this server: [^\n]* at the issuers of --issuers, /m)
  assert.doesNotMatch(bash.stdout, /Add-AzEnvironment|AZURE_CONFIG_DIR|AZURE_CLIENT/)
})

const awkward = `/it's "here"/$HOME/\`id\`/\\n\\/new\nline/*/ca.pem`

test('a shell reads every value as it is', async (t) => {
  const { stdout } = await lazulite(['env', '--data', await runningOn(t, { caFile: awkward })])

  const seen = execFileSync('sh', [
    '-c',
    'eval "$1"; printf "%s|%s" "$NODE_EXTRA_CA_CERTS" "$ARM_METADATA_HOSTNAME"',
    'sh',
    stdout,
  ])

  assert.equal(seen.toString(), `${awkward}|localhost:8443`)
})

test('PowerShell reads every value as it is, typographic quotes included', async (t) => {
  const folder = await runningOn(t, { caFile: `/it's ‘here’/$HOME/ca.pem` })

  const { stdout } = await lazulite(['env', '--shell=powershell', '--data', folder])

  assert.match(stdout, /^\$env:AZURE_TENANT_ID = '11111111-1111-1111-1111-111111111111'$/m)
  assert.ok(stdout.includes(`\n$env:SSL_CERT_FILE = '/it''s ‘‘here’’/$HOME/ca.pem'\n`))
})

test('a file of variables is read alike by a shell, by Node.js itself and as JSON, and nothing in it is run', async (t) => {
  const folder = await runningOn(t, { caFile: '/my $(data) "here"/`id`/C:\\new#1/%TEMP%/ca.pem' })
  const file = join(temporaryFolder(t), '.env')
  const expected = JSON.parse((await lazulite(['env', '--shell', 'json', '--data', folder])).stdout)

  writeFileSync(file, (await lazulite(['env', '--shell', 'dotenv', '--data', folder])).stdout)

  assert.deepEqual({ ...parseEnv(readFileSync(file, 'utf8')) }, expected)
  const print = 'console.log(JSON.stringify(process.env))'
  const env = { PATH: process.env.PATH }
  const byFlag = execFileSync(process.execPath, [`--env-file=${file}`, '--eval', print], { env })
  const byShell = execFileSync('sh', ['-c', 'set -a; . "$1"; exec "$0" --eval "$2"', process.execPath, file, print], {
    env,
  })
  for (const read of [byFlag, byShell]) assert.partialDeepStrictEqual(JSON.parse(read.toString()), expected)
})

test('cmd reads every value of a batch file as it is, and shows none on the screen', async (t) => {
  const folder = await runningOn(t, { caFile: 'C:\\100%\\R & D\\(new) ^!\\ca.pem' })

  const { stdout } = await lazulite(['env', '--shell', 'cmd', '--data', folder])

  assert.ok(stdout.includes('\r\n@set "SSL_CERT_FILE=C:\\100%%\\R & D\\(new) ^!\\ca.pem"\r\n'), stdout)
  for (const each of stdout.split('\r\n').slice(0, -1)) assert.match(each, /^@(rem |set "\w+=.*"$)/)
})

for (const [shell, caFile] of [
  ['cmd', 'a" & echo run'],
  ['dotenv', `it's $HOME`],
] as const) {
  test(`a path that ${shell} cannot be given as it is, is refused by name`, async (t) => {
    const { exitCode, stdout, stderr } = await lazulite([
      'env',
      '--shell',
      shell,
      '--data',
      await runningOn(t, { caFile }),
    ])

    assert.deepEqual([exitCode, stdout], [1, ''])
    assert.match(stderr, /^lazulite: a [\w ]+ cannot hold "[^\n]+: choose another --shell, or another --data folder\n$/)
  })
}

test('what no variable can do is said in comments, with the commands to type', async (t) => {
  const folder = await runningOn(t)

  const { stdout } = await lazulite(['env', '--data', folder])

  assert.match(stdout, /^# .*Update-AzConfig -DisableInstanceDiscovery \$true$/m)
  assert.match(stdout, /^# .*Add-AzEnvironment -Name Lazulite -ARMEndpoint https:\/\/localhost:8443$/m)
  assert.ok(stdout.includes(`-file '${line.caFile}' -keystore '${join(folder, 'ca.p12')}'`))
})

test('a command in a comment has its paths as the shell reads them', async (t) => {
  const folder = await runningOn(t, { caFile: `/Ann's $HOME/ca.pem` })
  const commentsFor = async (shell: string) => (await lazulite(['env', '--data', folder, '--shell', shell])).stdout

  assert.ok((await commentsFor('bash')).includes(`-file '/Ann'\\''s $HOME/ca.pem' -keystore`))
  assert.ok((await commentsFor('powershell')).includes(`-file '/Ann''s $HOME/ca.pem' -keystore`))
  assert.match(await commentsFor('powershell'), /^# Java, always: '-Djavax\.net\.ssl\.trustStore=[^']*' '-Djavax/m)
  assert.ok((await commentsFor('cmd')).includes(`-file "/Ann's $HOME/ca.pem" -keystore`))
})

test('managed identity is pointed to only where it is given: on this machine, and by a server that gives it out', () => {
  const beyondLoopback = clientSettings({ ...line, httpUrl: 'http://keys.example.com:8080' }, '/data').certain
  const behindAProxy = clientSettings({ ...line, managedIdentity: false }, '/data').certain

  for (const settings of [beyondLoopback, behindAProxy]) {
    for (const name of [
      'AZURE_POD_IDENTITY_AUTHORITY_HOST',
      'ARM_MSI_ENDPOINT',
      'IDENTITY_ENDPOINT',
      'IDENTITY_HEADER',
    ])
      assert.ok(!(name in settings), name)
  }
})

test("the id and the secret of an application of one's own are left to the person, and said to be", async (t) => {
  const clientId = 'cccccccc-0000-4000-8000-000000000001'
  const folder = await runningOn(t, { clientId })

  const bash = await lazulite(['env', '--data', folder])
  const json = await lazulite(['env', '--data', folder, '--shell', 'json'])

  // An id alone would have clients look for a managed identity of that id.
  const names = ['AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET', 'ARM_CLIENT_ID', 'ARM_CLIENT_SECRET']
  for (const name of names) {
    assert.ok(!namesIn(bash.stdout).includes(name), name)
    assert.ok(!(name in JSON.parse(json.stdout)), name)
  }
  assert.match(bash.stdout, new RegExp(`^# .*: ${names.join(', ')}\\.$`, 'm'))
  assert.match(bash.stdout, new RegExp(`^# .* application is ${clientId}\\. `, 'm'))
})

/** The names that a shell knows after a script of ours, and the comments that it passes over. */
const namesIn = (script: string): string[] => [...script.matchAll(/^export (\w+)=/gm)].map(([, name = '']) => name)

test('where a proxy may show another certificate, whom to trust is left to the person', async (t) => {
  const folder = await runningOn(t, { url: 'https://keys.example.com' })

  const bash = await lazulite(['env', '--data', folder])
  const json = await lazulite(['env', '--data', folder, '--shell', 'json'])

  const trusting = ['NODE_EXTRA_CA_CERTS', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'SSL_CERT_FILE']
  for (const name of trusting) {
    assert.ok(!namesIn(bash.stdout).includes(name))
    assert.ok(!(name in JSON.parse(json.stdout)))
    assert.match(bash.stdout, new RegExp(`^# export ${name}='/data/ca.pem'$`, 'm'))
  }
  assert.match(bash.stdout, /^# .*proxy.*:$/m)
  assert.equal(JSON.parse(json.stdout).AZURE_AUTHORITY_HOST, 'https://keys.example.com')
})

test('no line of a path in a comment is run', async (t) => {
  const folder = await runningOn(t, { url: 'https://keys.example.com', caFile: '/a\necho run\r\necho run\recho run' })

  for (const shell of ['bash', 'powershell']) {
    const { stdout } = await lazulite(['env', '--data', folder, '--shell', shell])

    assert.doesNotMatch(stdout, /^echo run/m)
  }
  for (const shell of ['cmd', 'dotenv']) {
    const { exitCode, stdout } = await lazulite(['env', '--data', folder, '--shell', shell])

    assert.deepEqual([exitCode, stdout], [1, ''], 'no line of theirs can hold it')
  }
})

for (const url of ['https://127.0.0.1:8443', 'https://[::1]:8443', 'https://LOCALHOST:8443']) {
  test(`nobody but this server answers at ${url}, and so its authority is to be trusted`, async (t) => {
    const { stdout } = await lazulite(['env', '--data', await runningOn(t, { url })])

    assert.ok(namesIn(stdout).includes('SSL_CERT_FILE'))
  })
}

test('nothing is printed that the server itself would refuse as a setting', async (t) => {
  const { stdout } = await lazulite(['env', '--data', await runningOn(t)])

  assert.doesNotMatch(stdout, /LAZULITE_/)
})

test('the folder may come from the variable, and settings of the server do not matter', async (t) => {
  const folder = await runningOn(t)

  const { exitCode } = await lazulite(['env'], { LAZULITE_DATA: folder, LAZULITE_PORT: '1', LAZULITE_SHELL: 'json' })

  assert.equal(exitCode, 0)
})

test('without a running server, one line says so and what to do', async (t) => {
  const folder = temporaryFolder(t)

  const { exitCode, stdout, stderr } = await lazulite(['env', '--data', folder])

  assert.equal(exitCode, 1)
  assert.equal(stdout, '')
  assert.match(stderr, /^lazulite: no server is running on [^\n]*: start one with "npx lazulite start --data [^\n]*\n$/)
  assert.ok(stderr.includes(folder))
})

const gone: Record<string, (t: TestContext) => Promise<string>> = {
  'a server that was killed has left behind': async () => 'http://127.0.0.1:1',
  'names a port where something else listens now': (t) => listening(t, 404),
}

for (const [what, httpUrlOf] of Object.entries(gone)) {
  test(`a file that ${what} is no running server`, async (t) => {
    const folder = await runningOn(t, { httpUrl: await httpUrlOf(t) })

    const { exitCode, stdout, stderr } = await lazulite(['env', '--data', folder])

    assert.deepEqual([exitCode, stdout], [1, ''])
    assert.ok(stderr.startsWith(`lazulite: no server is running on ${folder}: start one with`), stderr)
  })
}

for (const text of ['', '{', 'null', '{"url":1}']) {
  test(`a file that says '${text}' is broken, and named`, async (t) => {
    const folder = temporaryFolder(t)
    writeFileSync(join(folder, 'ready.json'), text)

    const { exitCode, stderr } = await lazulite(['env', '--data', folder])

    assert.equal(exitCode, 1)
    assert.match(stderr, /^lazulite: [^\n]*ready\.json is broken[^\n]*\n$/)
  })
}

test('a wrong shell is refused', async (t) => {
  const { exitCode, stderr } = await lazulite(['env', '--shell', 'fish', '--data', await runningOn(t)])

  assert.equal(exitCode, 1)
  assert.match(stderr, /--shell must be bash, powershell, cmd, json or dotenv, not 'fish'/)
})
