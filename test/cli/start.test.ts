import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { issuersFile } from '../support/issuersFile.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { lazulite, spawnLazulite } from './support.ts'

const start = (t: TestContext, folder: string, ...flags: string[]) =>
  spawnLazulite(t, {
    argv: ['start', '--port', '0', '--data', folder, ...flags],
    env: { LAZULITE_HTTP_PORT: '0' },
  })

test('with --json, the line of a server that answers is all that standard output ever has', async (t) => {
  const folder = join(temporaryFolder(t), 'data')
  const server = start(t, folder, '--json')
  const line = JSON.parse(await server.stdoutMatching(/\n/))

  const token = await fetch(`${line.httpUrl}/${line.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: line.clientId,
      client_secret: line.clientSecret,
      scope: 'https://management.azure.com/.default',
    }),
  })
  assert.equal(token.status, 200)

  server.kill('SIGTERM')
  const { exitCode, stdout, stderr } = await server.ended
  assert.equal(exitCode, 0)
  assert.equal(stdout, `${JSON.stringify(line)}\n`)
  for (const entry of stderr.split('\n').filter(Boolean)) assert.ok(JSON.parse(entry).level)
})

test('what "lazulite env" needs lies in the data folder while the server runs, and no longer', async (t) => {
  const folder = temporaryFolder(t)
  const server = start(t, folder, '--json')
  const line = JSON.parse(await server.stdoutMatching(/\n/))
  const file = join(folder, 'ready.json')

  const { stdout } = await lazulite(['env', '--shell', 'json', '--data', folder])

  assert.equal(JSON.parse(stdout).AZURE_AUTHORITY_HOST, line.url)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.doesNotMatch(readFileSync(file, 'utf8'), /ecret/)

  server.kill('SIGINT')
  await server.ended
  assert.ok(!existsSync(file))
})

test('a signal that comes twice stops the server as one does', async (t) => {
  const server = start(t, temporaryFolder(t), '--json')
  await server.stdoutMatching(/\n/)

  server.kill('SIGINT')
  server.kill('SIGINT')
  server.kill('SIGTERM')

  assert.equal((await server.ended).exitCode, 0)
})

test('a server that was killed is not taken for a running one', async (t) => {
  const folder = temporaryFolder(t)
  const server = start(t, folder, '--json')
  await server.stdoutMatching(/\n/)
  server.kill('SIGKILL')
  await server.ended

  const { exitCode, stdout, stderr } = await lazulite(['env', '--data', folder])

  assert.ok(existsSync(join(folder, 'ready.json')), 'its file is still there')
  assert.deepEqual([exitCode, stdout], [1, ''])
  assert.match(stderr, /^lazulite: no server is running on /)
})

test('a start that fails at its end tells the reason, and not what that made fail afterwards', async (t) => {
  const folder = temporaryFolder(t)
  mkdirSync(join(folder, 'ready.json'))

  const { exitCode, stdout, stderr } = await start(t, folder, '--json').ended

  assert.deepEqual([exitCode, stdout], [1, ''])
  assert.match(stderr, /^lazulite: \S+ready\.json cannot be written: [^\n]*\n$/m)
  assert.doesNotMatch(stderr, /defect/)
})

test('without --json, a person is told where the server is and what to type next', async (t) => {
  const folder = temporaryFolder(t)
  const server = start(t, folder)

  const text = await server.stdoutMatching(/Ctrl\+C/)

  assert.match(text, /^Lazulite is ready\.$/m)
  assert.match(text, /https:\/\/localhost:\d+$/m)
  assert.ok(text.includes(`eval "$(npx lazulite env --data ${folder})"`))
  assert.ok(text.includes(`npx lazulite doctor --data ${folder}\n`))
  assert.match(text, /http:\/\/localhost:\d+\/docs$/m)
  assert.match(text, / admin@lazulite\.local$/m)
  assert.match(text, /curl .*\n.*authKey2.*\n.*exampleIntegrationRuntime\/regenerateAuthKey\?api-version=2018-06-01'$/m)
})

test('where nobody signs in, a person is told so, and shown no request for a token', async (t) => {
  const folder = temporaryFolder(t)

  const text = await start(t, folder, '--issuers', issuersFile(t), '--own-issuer=false').stdoutMatching(/Ctrl\+C/)

  assert.match(text, /^ {2}Resource Manager {15}https:\/\/localhost:\d+$/m)
  assert.match(text, /^ {2}sign-in {24}at the issuers of --issuers alone$/m)
  assert.doesNotMatch(text, /token|curl|admin@/)
  assert.ok(text.includes('lazulite env'))
})

/** The example in the documentation, as a file in the folder. */
const exampleWorld = (folder: string): string => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/world.md'), 'utf8')
  const file = join(folder, 'world.yaml')
  writeFileSync(file, page.match(/```yaml\n([^`]*)```/)?.[1] ?? '')
  return file
}

test('a world of your own is served, and its secrets are not shown', async (t) => {
  const folder = temporaryFolder(t)

  const text = await start(t, folder, '--world', exampleWorld(folder)).stdoutMatching(/Ctrl\+C/)

  assert.doesNotMatch(text, /change-me|regenerateAuthKey|admin@/)
})

test('a start that is refused for its host leaves the folder fresh for another world', async (t) => {
  const folder = temporaryFolder(t)

  const refused = await start(t, folder, '--host', '0.0.0.0', '--json').ended
  assert.equal(refused.exitCode, 1)
  assert.match(
    refused.stderr,
    /^lazulite: everybody knows the credentials of the built-in world: --host must [^\n]*\n$/,
  )

  const server = start(t, folder, '--host', '0.0.0.0', '--json', '--world', exampleWorld(folder))
  const line = JSON.parse(await server.stdoutMatching(/\n/))
  assert.equal(line.tenantId, '7f3c1a52-94d0-4be1-8a6e-2f6f1c5d9b01')
  assert.ok(!('clientSecret' in line))
})

test('a wrong world file is refused in lines that name it, without a stack', async (t) => {
  const folder = temporaryFolder(t)
  const world = join(folder, 'world.yaml')
  writeFileSync(world, 'tenants: []\n')

  const { exitCode, stdout, stderr } = await start(t, join(folder, 'data'), '--json', '--world', world).ended

  assert.deepEqual([exitCode, stdout], [1, ''])
  assert.equal(stderr, `lazulite: ${world}: line 1: tenants must be a list of at least one tenant\n`)
})
