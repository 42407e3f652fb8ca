import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import { startLazulite } from 'lazulite'
import { writeReadyFile } from '../../../src/ready.ts'
import { azureClient, givenAGroup, named, runtimeNames } from '../../support/azureClients.ts'
import { tenantId } from '../../support/known.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { lazulite } from '../support.ts'

const endings: (() => unknown)[] = []
const data = temporaryFolder({ after: (end) => endings.push(end) })
const azure = await startLazulite({ data })
after(() => azure.close())
for (const end of endings) after(end)
await writeReadyFile(data, azure)

const client = azureClient(azure)
await givenAGroup(azure)
await client.factories.createOrUpdate(named.group, named.factory, { location: 'eastus' })
await client.integrationRuntimes.createOrUpdate(...runtimeNames, { properties: { type: 'SelfHosted' } })
const rotate = () => client.integrationRuntimes.regenerateAuthKey(...runtimeNames, { keyName: 'authKey1' })
for (let time = 0; time < 5; time++) await rotate()

const run = (command: string, ...flags: readonly string[]) => lazulite(['audit', command, '--data', data, ...flags])

test('an export verifies with the public key, and tells of each deed', async (t) => {
  const folder = temporaryFolder(t)
  const [file, key] = [join(folder, 'export'), join(folder, 'key')]

  writeFileSync(key, (await run('public-key')).stdout)
  const exported = await run('export', '--output', file)
  const verified = await lazulite(['audit', 'verify', file, '--public-key', key])

  assert.deepEqual([exported.exitCode, exported.stderr], [0, ''])
  assert.match(exported.stdout, new RegExp(`^${file} has \\d+ entries\\.\n$`))
  assert.equal(verified.exitCode, 0, verified.stdout)
  assert.match(verified.stdout, new RegExp(`\nTenant: {3}${tenantId}\n`))
  const text = readFileSync(file, 'utf8')
  assert.equal(text.match(/regenerateauthkey\/action/gi)?.length, 5)
})

test('an export to a file is for its owner alone, and whole or not there', async (t) => {
  const folder = temporaryFolder(t)
  const file = join(folder, 'export')
  mkdirSync(join(folder, 'taken'))

  await run('export', '--output', file)
  const { exitCode, stderr } = await run('export', '--output', join(folder, 'taken'))

  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.equal(exitCode, 1)
  assert.match(stderr, /^lazulite: .*taken cannot be written: EISDIR[^\n]*\n$/)
  assert.deepEqual(readdirSync(folder), ['export', 'taken'])
})

test('an export to standard output is the same, but for the time of its manifest', async (t) => {
  const file = join(temporaryFolder(t), 'export')

  const { stdout } = await run('export')
  await run('export', '--output', file)

  const records = (text: string): string[] => text.split('\n').slice(0, -2)
  assert.deepEqual(records(stdout), records(readFileSync(file, 'utf8')))
  assert.ok(records(stdout).length > 5)
})

test('an export has the world as it was when it was asked for, whatever happens meanwhile', async () => {
  const busy = { is: true }
  const rotating = (async () => {
    while (busy.is) await rotate()
  })()

  const outcomes = [await run('export'), await run('export')]
  busy.is = false
  await rotating

  assert.deepEqual(
    outcomes.map(({ exitCode, stderr }) => [exitCode, stderr]),
    [
      [0, ''],
      [0, ''],
    ],
  )
})

test('nobody exports who has no role', async (t) => {
  const file = join(temporaryFolder(t), 'export')
  const resource = 'https://management.azure.com/'
  const asked = `${azure.httpUrl}/metadata/identity/oauth2/token?api-version=2018-02-01&resource=${resource}`
  const reply = await fetch(asked, { headers: { metadata: 'true' } })
  const { access_token: token } = (await reply.json()) as { readonly access_token: string }

  const args = ['audit', 'export', '--data', data, '--output', file, '--token-stdin']
  const { exitCode, stdout, stderr } = await lazulite(args, {}, { stdin: token })

  assert.deepEqual([exitCode, stdout, existsSync(file)], [1, '', false])
  assert.match(stderr, /^lazulite: https:\/\/\S+ refuses: AuthorizationFailed: The client /)
})

test('an export has no key', async () => {
  const keys = await client.integrationRuntimes.listAuthKeys(...runtimeNames)

  const { stdout } = await run('export')

  for (const key of Object.values(keys)) {
    assert.ok(key)
    assert.ok(!stdout.includes(key) && !stdout.includes(createHash('sha256').update(key).digest('hex')))
    assert.ok(!stdout.includes(key.split('@').at(-1) ?? key))
  }
})

test('a chain of more records than the server tells at once is exported whole', async (t) => {
  const file = join(temporaryFolder(t), 'export')
  for (let round = 0; round < 11; round++) await Promise.all(Array.from({ length: 100 }, rotate))

  const { exitCode, stderr } = await run('export', '--output', file)

  assert.deepEqual([exitCode, stderr], [0, ''])
  assert.ok(readFileSync(file, 'utf8').split('\n').length > 1100)
})

test('what somebody has changed in the database is exported as evidence, and told', async (t) => {
  const file = join(temporaryFolder(t), 'export')
  const database = new DatabaseSync(join(data, 'lazulite.db'))
  t.after(() => database.close())
  const changed = database
    .prepare(
      `update audit_records set line = replace(line, '"POST"', '"GET"') where number = 4 and line like '%"POST"%'`,
    )
    .run()
  assert.equal(changed.changes, 1)

  const { exitCode, stdout, stderr } = await run('export', '--output', file)

  assert.deepEqual([exitCode, stdout], [1, ''])
  assert.match(
    stderr,
    /^lazulite: .*export has the export, and it does not verify: line \d+, .*, entry 4: its hash is not/,
  )
  assert.match(readFileSync(file, 'utf8'), /"number":4,.*"GET"/)
})
