import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { vaultHost } from '../support/keyVault.ts'
import { startKeyVault } from '../support/keyVaultProxy.ts'
import { lazulite, run, runLazulite } from '../support/program.ts'
import { testRefusals, usedFolder } from '../support/refusedStart.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { contentsOf, textOf, writeKey } from './support.ts'

const key = `https://${vaultHost}/keys/master`

type Environment = Readonly<Record<string, string>>

const startAndStop = async (t: TestContext, flags: readonly string[], env: Environment): Promise<void> => {
  const server = run(t, [...lazulite, 'start', '--json', '--port=0', '--http-port=0', ...flags], { env })
  await server.firstLine
  server.kill('SIGTERM')
  assert.equal((await server.ended).code, 0, server.stderr())
}

test('a server whose master key is in a vault starts again and again, and makes no file', async (t) => {
  const vault = await startKeyVault(t)
  const version = vault.addVersion('master')
  const data = temporaryFolder(t)
  const flags = [`--data=${data}`, `--master-key=${key}`]

  await startAndStop(t, flags, vault.environment)
  vault.addVersion('master')
  await startAndStop(t, flags, vault.environment)

  assert.equal(vault.asked.filter((one) => one === `POST /keys/master/${version}/unwrapkey`).length > 0, true)
  assert.ok(!contentsOf(data).some(({ name }) => name.startsWith('master.key')))
})

test('the master key moves from a file into a vault, and there to the newest version', async (t) => {
  const vault = await startKeyVault(t)
  const [first, data] = [vault.addVersion('master'), await usedFolder(t)]
  const inVault = [`--data=${data}`, `--master-key=${key}`]

  const moved = await runLazulite(t, ['keyring', 'rewrap', `--data=${data}`, `--new-master-key=${key}`], {
    env: vault.environment,
  })
  const second = vault.addVersion('master')
  const renewed = await runLazulite(t, ['keyring', 'rewrap', ...inVault], { env: vault.environment })
  const again = await runLazulite(t, ['keyring', 'rewrap', ...inVault], { env: vault.environment })

  assert.match(
    moved.stdout,
    new RegExp(`wrapped by ${key}/${first} now .*\\nStart the server with --master-key ${key} `),
  )
  assert.match(renewed.stdout, new RegExp(`wrapped by ${key}/${second} now \\(the key in Azure Key Vault\\)\\.\\n$`))
  assert.equal(again.code, 1)
  assert.match(
    again.stderr,
    new RegExp(`^lazulite: ${key}/${second} .* is the master key already; nothing was changed\\.`),
  )
  const asked = vault.asked.length
  await startAndStop(t, inVault, vault.environment)
  assert.ok(!vault.asked.slice(asked).some((one) => one.includes(first)), 'nothing needs the first version')
})

test('a key in a vault that is gone keeps the server from starting, and nothing is made in its place', async (t) => {
  const vault = await startKeyVault(t)
  vault.addVersion('master')
  const flags = ['start', '--json', `--data=${temporaryFolder(t)}`, '--port=0', '--http-port=0', `--master-key=${key}`]
  await vault.goAway()

  const { code, stdout, stderr } = await runLazulite(t, flags, { env: vault.environment })

  assert.deepEqual([code, stdout], [1, ''])
  assert.match(stderr, /^lazulite: The master key https:\S+ cannot be used: the vault cannot be reached: [^\n]+\.\n$/)
})

test('a refused start leaves the database as it was, and the right key opens it again', async (t) => {
  const data = await usedFolder(t)
  const right = readFileSync(join(data, 'master.key'))
  const database = readFileSync(join(data, 'lazulite.db'))
  writeFileSync(join(data, 'master.key'), textOf(1))

  const { code } = await runLazulite(t, ['start', '--json', `--data=${data}`, '--port=0', '--http-port=0'])

  assert.equal(code, 1)
  assert.deepEqual(readFileSync(join(data, 'lazulite.db')), database)
  writeFileSync(join(data, 'master.key'), right)
  await startAndStop(t, [`--data=${data}`], {})
})

const wrong = { KEY: randomBytes(32).toString('base64') }

/** A used folder in which somebody has changed the database. */
const changedFolder = async (t: TestContext, sql: string): Promise<string> => {
  const data = await usedFolder(t)
  using db = new DatabaseSync(join(data, 'lazulite.db'))
  db.exec(sql)
  return data
}

test('where the keys are gone, no master key is made, and none is changed', async (t) => {
  const data = await changedFolder(t, 'delete from keyring_keys; delete from keyring_root_keys')
  rmSync(join(data, 'master.key'))
  const names = contentsOf(data).map(({ name }) => name)

  const { code } = await runLazulite(t, ['start', '--json', `--data=${data}`, '--port=0', '--http-port=0'])

  assert.equal(code, 1)
  assert.deepEqual(
    contentsOf(data).map(({ name }) => name),
    names,
  )
})

test('keys that somebody else has put there open nothing, and the start is refused', async (t) => {
  const [data, other] = [await usedFolder(t), await usedFolder(t)]
  using db = new DatabaseSync(join(data, 'lazulite.db'))
  db.exec(`attach '${join(other, 'lazulite.db')}' as other`)
  for (const table of ['keyring_keys', 'keyring_root_keys']) {
    db.exec(`delete from ${table}; insert into ${table} select * from other.${table}`)
  }
  writeFileSync(join(data, 'master.key'), readFileSync(join(other, 'master.key')))

  const { code, stderr } = await runLazulite(t, ['start', '--json', `--data=${data}`, '--port=0', '--http-port=0'])

  assert.equal(code, 1)
  assert.match(stderr, /^lazulite: The stored secret of [^\n]+ does not open: [^\n]+ Put a backup of \S+ back\.\n$/)
})

testRefusals({
  'keys that are gone from the database are told of': async (t) => ({
    flags: [`--data=${await changedFolder(t, 'delete from keyring_keys; delete from keyring_root_keys')}`],
    says: [/Keys .* are missing in its database/, /backup/, /nothing was changed/],
  }),
  'a key of the fingerprints that is gone is told of': async (t) => ({
    flags: [`--data=${await changedFolder(t, "delete from keyring_keys where purpose = 'fingerprint'")}`],
    says: [/Keys .* are missing in its database/, /backup/, /nothing was changed/],
  }),
  'a secret of the server that is gone is told of, and not made anew': async (t) => ({
    flags: [`--data=${await changedFolder(t, "delete from server_secrets where name = 'audit'")}`],
    says: [/secret for 'audit' is missing in the database/, /backup/, /nothing was changed/],
  }),
  'a master key that was lost is told of': async (t) => {
    const data = await usedFolder(t)
    rmSync(join(data, 'master.key'))
    return {
      flags: [`--data=${data}`],
      says: [/no master key at \S+master\.key/, /sealed under local:/, /--master-key/],
    }
  },
  'a master key of another folder is told of': async (t) => {
    const data = await usedFolder(t)
    writeKey(join(data, 'master.key'), 1)
    return { flags: [`--data=${data}`], says: [/sealed under the master key local:\w+, and \S+master\.key is local:/] }
  },
  'a master key that others can read is told of': async (t) => {
    const data = await usedFolder(t)
    chmodSync(join(data, 'master.key'), 0o644)
    return { flags: [`--data=${data}`], says: [/master\.key has mode 0644/, /chmod 600 '\S+'/] }
  },
  'a wrong variable is told of': async (t) => ({
    flags: [`--data=${await usedFolder(t)}`, '--master-key=env:KEY'],
    env: wrong,
    says: [/sealed under the master key local:\w+, and the variable KEY is local:/],
  }),
  'what names no master key is told of': () => ({
    flags: ['--master-key=hunter2'],
    says: [/--master-key must be file:PATH, env:NAME or the https URL of a key in Azure Key Vault/],
  }),
})
