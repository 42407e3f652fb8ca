import assert from 'node:assert/strict'
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type LazuliteOptions, startLazulite } from 'lazulite'
import { azureClient } from '../../support/azureClients.ts'
import { owner } from '../../support/known.ts'
import { lazulite, run, runLazulite, startProgram } from '../../support/program.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const runtime = ['exampleResourceGroup', 'exampleFactoryName', 'exampleIntegrationRuntime'] as const
const sample = { ...owner, subscriptionId: '12345678-1234-1234-1234-12345678abc' }

/** The keys of the sample runtime, from a server that runs on a folder for as long as it takes to ask. */
const authKeysIn = async (data: string, options: LazuliteOptions = {}) => {
  const azure = await startLazulite({ data, ...options })
  try {
    return await azureClient(azure, sample).integrationRuntimes.listAuthKeys(...runtime)
  } finally {
    await azure.close()
  }
}

const givenAFolder = async (t: TestContext) => {
  const data = temporaryFolder(t)
  const authKeys = await authKeysIn(data)
  return { data, authKeys, masterKey: readKey(data) }
}

const readKey = (data: string): string => readFileSync(join(data, 'master.key'), 'utf8')
const keyFiles = (data: string): string[] => readdirSync(data).filter((name) => name.startsWith('master.key'))

const rewrap = (t: TestContext, data: string, flags: readonly string[] = [], env = {}) =>
  runLazulite(t, ['keyring', 'rewrap', `--data=${data}`, ...flags], { env })

test('a new key takes the place of the old one, and opens all that the old one had', async (t) => {
  const { data, authKeys, masterKey } = await givenAFolder(t)

  const { code, stdout, stderr } = await rewrap(t, data)

  assert.equal(code, 0, stderr)
  assert.match(stdout, /^The keys are wrapped by local:[0-9a-f]{16} now \(\S+master\.key\)\.\n$/)
  assert.notEqual(readKey(data), masterKey)
  assert.deepEqual(keyFiles(data), ['master.key'])
  assert.deepEqual(await authKeysIn(data), authKeys)
})

test('the old key opens nothing any more, and neither key is in the database or was told', async (t) => {
  const { data, masterKey } = await givenAFolder(t)
  const old = join(temporaryFolder(t), 'old')
  await rewrap(t, data, [`--new-master-key=file:${old}`])

  const { stdout, stderr } = await rewrap(t, data, [`--master-key=file:${old}`, `--new-master-key=file:${old}2`])

  await assert.rejects(authKeysIn(data, { masterKey: `file:${old}` }), /sealed under the master key local:/)
  await assert.rejects(authKeysIn(data), /sealed under the master key local:/)
  const database = readFileSync(join(data, 'lazulite.db'))
  for (const secret of [masterKey, readFileSync(old, 'utf8'), readFileSync(`${old}2`, 'utf8')]) {
    assert.ok(!`${stdout}${stderr}`.includes(secret.trim()))
    assert.ok(!database.includes(secret.trim()) && !database.includes(Buffer.from(secret, 'base64')))
  }
})

test('the key moves to a file, a variable and back, and each time the command says how to start', async (t) => {
  const { data, authKeys } = await givenAFolder(t)
  const elsewhere = `file:${join(temporaryFolder(t), 'key')}`
  const env = { KEY: Buffer.alloc(32, 3).toString('base64') }

  const moves = [
    await rewrap(t, data, [`--new-master-key=${elsewhere}`]),
    await rewrap(t, data, [`--master-key=${elsewhere}`, '--new-master-key=env:KEY'], env),
    await rewrap(t, data, ['--new-master-key', elsewhere], { ...env, LAZULITE_MASTER_KEY: 'env:KEY' }),
  ]

  for (const [index, to] of [elsewhere, 'env:KEY', elsewhere].entries()) {
    assert.equal(moves[index]?.code, 0, moves[index]?.stderr)
    assert.ok(moves[index]?.stdout.endsWith(`\nStart the server with --master-key ${to} from now on.\n`))
  }
  assert.deepEqual(await authKeysIn(data, { masterKey: elsewhere }), authKeys)
})

for (const [moment, isOld] of Object.entries({
  'before the new key': true,
  'behind the new key': true,
  'before the commit': true,
  'behind the commit': false,
  'before the new place': false,
  'behind the new place': false,
})) {
  test(`killed ${moment}, it leaves everything to the ${isOld ? 'old' : 'new'} key, and the start finds it`, async (t) => {
    const { data, authKeys, masterKey } = await givenAFolder(t)
    const [node, ...program] = lazulite
    const preload = `--import=${join(import.meta.dirname, '../../support/dieAt.ts')}`
    const dying = run(t, [node, preload, ...program, 'keyring', 'rewrap', `--data=${data}`], {
      env: { DIE_AT: moment },
    })

    assert.equal((await dying.ended).signal, 'SIGKILL', dying.stderr())

    assert.deepEqual(await authKeysIn(data), authKeys)
    assert.equal(readKey(data) === masterKey, isOld)
    assert.deepEqual(
      keyFiles(data).filter((name) => !name.endsWith('.new')),
      ['master.key'],
    )
  })

  test(`killed ${moment}, it is brought to its end by the same command`, async (t) => {
    const { data, authKeys, masterKey } = await givenAFolder(t)
    const [node, ...program] = lazulite
    const preload = `--import=${join(import.meta.dirname, '../../support/dieAt.ts')}`
    await run(t, [node, preload, ...program, 'keyring', 'rewrap', `--data=${data}`], { env: { DIE_AT: moment } }).ended

    const { code, stderr } = await rewrap(t, data)

    assert.equal(code, 0, stderr)
    assert.notEqual(readKey(data), masterKey)
    assert.deepEqual(keyFiles(data), ['master.key'])
    assert.deepEqual(await authKeysIn(data), authKeys)
  })
}

test('killed at any moment, again and again, it loses nothing', async (t) => {
  const { data, authKeys } = await givenAFolder(t)

  for (let delayMs = 150; delayMs < 450; delayMs += 25) {
    const dying = run(t, [...lazulite, 'keyring', 'rewrap', `--data=${data}`])
    await pause(delayMs)
    dying.kill('SIGKILL')
    await dying.ended
  }

  assert.deepEqual(await authKeysIn(data), authKeys)
  assert.ok(!existsSync(join(data, 'master.key.next')))
})

const refusals: Readonly<Record<string, { readonly flags: readonly string[]; readonly says: RegExp }>> = {
  'a wrong key': {
    flags: ['--master-key=env:WRONG'],
    says: /sealed under the master key local:.*variable WRONG is local:/,
  },
  'a variable for the new key that is not set': {
    flags: ['--new-master-key=env:NONE'],
    says: /variable NONE.* is not set/,
  },
  'a new key that is none': { flags: ['--new-master-key=env:BAD'], says: /variable BAD holds no master key/ },
  'what is no place for a key': {
    flags: ['--new-master-key=secret'],
    says: /--new-master-key must be file:PATH, env:NAME/,
  },
  'a place for a file that is not there': {
    flags: ['--new-master-key=file:/nowhere/key'],
    says: /\/nowhere\/key cannot be written \(ENOENT\)/,
  },
}

for (const [what, { flags, says }] of Object.entries(refusals)) {
  test(`${what} is refused in one line, and changes nothing`, async (t) => {
    const { data, authKeys, masterKey } = await givenAFolder(t)

    const env = { WRONG: Buffer.alloc(32, 3).toString('base64'), BAD: 'no key' }
    const { code, stdout, stderr } = await rewrap(t, data, flags, env)

    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /^lazulite: [^\n]+(:\n {2}[^\n]+)?\n$/)
    assert.match(stderr, says)
    assert.equal(readKey(data), masterKey)
    assert.deepEqual(await authKeysIn(data), authKeys)
  })
}

test('a variable cannot be given a new key, and is not thought to have been', async (t) => {
  const { data } = await givenAFolder(t)
  const env = { KEY: Buffer.alloc(32, 3).toString('base64') }
  await rewrap(t, data, ['--new-master-key=env:KEY'], env)

  for (const flags of [[], ['--new-master-key=env:KEY']]) {
    const { code, stderr } = await rewrap(t, data, ['--master-key=env:KEY', ...flags], env)
    assert.equal(code, 1)
    assert.match(stderr, /^lazulite: The variable KEY holds the master key until now\. .*--new-master-key\.\n$/)
  }
})

test('the key that it is already is refused, by whatever name, and changes nothing', async (t) => {
  const { data, authKeys, masterKey } = await givenAFolder(t)
  const copy = join(temporaryFolder(t), 'copy')
  copyFileSync(join(data, 'master.key'), copy)
  const before = readFileSync(join(data, 'lazulite.db'))

  for (const same of [`file:${copy}`, 'env:KEY']) {
    const { code, stderr } = await rewrap(t, data, [`--new-master-key=${same}`], { KEY: masterKey.trim() })

    assert.equal(code, 1)
    assert.match(
      stderr,
      /^lazulite: local:[0-9a-f]{16} \(\S.*\) is the master key already; nothing was changed\. [^\n]+\n$/,
    )
  }
  assert.deepEqual(readFileSync(join(data, 'lazulite.db')), before)
  assert.deepEqual(await authKeysIn(data), authKeys)
})

test('the keys are under a fresh root key, and what the old one had wrapped is in no file', async (t) => {
  const { data, authKeys } = await givenAFolder(t)
  const before = wrappedIn(data)

  await rewrap(t, data)

  assert.equal(wrappedIn(data).length, before.length)
  const files = readdirSync(data).map((name) => readFileSync(join(data, name)))
  for (const wrapped of before) assert.ok(files.every((bytes) => !bytes.includes(wrapped)))
  assert.deepEqual(await authKeysIn(data), authKeys)
})

const wrappedIn = (data: string): string[] => {
  using db = new DatabaseSync(join(data, 'lazulite.db'), { readOnly: true })
  const rows = db.prepare('select wrapped from keyring_keys union all select wrapped from keyring_root_keys').all()
  return rows.map(({ wrapped }) => String(wrapped))
}

test('a program that reads the database meanwhile keeps the old keys in its log, and is told of', async (t) => {
  const { data, authKeys } = await givenAFolder(t)
  const reader = new DatabaseSync(join(data, 'lazulite.db'), { readOnly: true })
  t.after(() => reader.isOpen && reader.close())
  reader.exec('begin; select count(*) from keyring_keys')

  const { code, stderr } = await rewrap(t, data)

  assert.equal(code, 1)
  assert.match(
    stderr,
    /^lazulite: The keys are wrapped by local:[0-9a-f]{16} now, and .* another program reads\. [^\n]+\n$/,
  )
  reader.close()
  assert.deepEqual(await authKeysIn(data), authKeys)
})

test('a folder whose server runs is left alone', async (t) => {
  const { data, masterKey } = await givenAFolder(t)
  await startProgram(t, data)

  const { code, stderr } = await rewrap(t, data)

  assert.equal(code, 1)
  assert.match(stderr, /^lazulite: The data folder \S+ is in use by another process\./)
  assert.equal(readKey(data), masterKey)
})

test('a folder without a database is told of, and nothing is made in it', async (t) => {
  const data = temporaryFolder(t)

  for (const folder of [data, join(data, 'none')]) {
    const { code, stderr } = await rewrap(t, folder)
    assert.equal(code, 1)
    assert.equal(stderr, `lazulite: There is no database in ${folder}. Name the server's folder with --data.\n`)
  }
  assert.deepEqual(readdirSync(data), [])
})

test('a master key that is lost is told of, and no new one takes its place', async (t) => {
  const { data } = await givenAFolder(t)
  rmSync(join(data, 'master.key'))

  const { code, stderr } = await rewrap(t, data)

  assert.equal(code, 1)
  assert.match(stderr, /^lazulite: There is no master key at \S+, and what is secret in the data folder is sealed/)
  assert.deepEqual(keyFiles(data), [])
})
