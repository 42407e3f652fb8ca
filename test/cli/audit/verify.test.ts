import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { chainNames, chainOf, exportOf, keys, newKeys, textOf, time } from '../../support/auditExports.ts'
import {
  type Edit,
  entryTamperings,
  type Log,
  places,
  type Tampering,
  wholeTamperings,
} from '../../support/auditTamperings.ts'
import { tenantId } from '../../support/known.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { lazulite } from '../support.ts'

const chains = [
  chainOf({ chain: chainNames[0], entries: 6 }),
  chainOf({ chain: chainNames[1], entries: 9, pruned: 3 }),
  chainOf({ chain: chainNames[2], entries: 4 }),
  chainOf({ chain: '/tenants/none', entries: 5 }),
]
const lines = exportOf(chains)

const log: Log = {
  chains: chains.map(({ span, checkpoint, records }) => ({
    span,
    firstLine: lines.indexOf(records[0] ?? '') + 1,
    hasCheckpoint: checkpoint !== undefined,
  })),
  lines: lines.length,
  line: (number) => lines[number - 1] ?? assert.fail(`there is no line ${number}`),
}

const edited = (edits: readonly Edit[]): string =>
  textOf(edits.reduce((all, { at, remove, insert }) => all.toSpliced(at - 1, remove, ...insert), lines))

/** What the command says of a text, with the key of the server unless another is given. */
const verify = async (t: TestContext, text: string, publicKey = keys.publicKey) => {
  const folder = temporaryFolder(t)
  const [file, key] = [join(folder, 'export'), join(folder, 'key')]
  writeFileSync(file, text)
  writeFileSync(key, publicKey)
  return { file, ...(await lazulite(['audit', 'verify', file, '--public-key', key])) }
}

const assertFound = async (t: TestContext, { edits, found: { line, chain, entry, says } }: Tampering) => {
  const { file, exitCode, stdout, stderr } = await verify(t, edited(edits))

  const [verdict = '', what = '', before = ''] = stdout.split('\n')
  const where = [`line ${line}`, ...(chain ? [`chain ${chain}`] : []), ...(entry ? [`entry ${entry}`] : [])].join(', ')
  assert.deepEqual([exitCode, stderr, verdict], [1, '', `${file} is not what the server has written.`])
  assert.ok(what.startsWith(`${where}: `), `${what} is to begin with ${where}`)
  assert.match(what, says)
  assert.match(before, /^Entries before that, which fit one another: \d+$/)
}

test('an export that nobody has touched is good', async (t) => {
  const { file, exitCode, stdout, stderr } = await verify(t, textOf(lines))

  assert.deepEqual([exitCode, stderr], [0, ''])
  assert.equal(
    stdout.replace(/in \d+\.\d s/, 'in 0.0 s'),
    `${file} is whole and unchanged.
Tenant:   ${tenantId}
Signed:   ${time}
Entries:  21
Chains:   4, 1 of which without the entries that are kept no longer
Verified: in 0.0 s
`,
  )
})

test('an export from standard input is as good', async (t) => {
  const key = join(temporaryFolder(t), 'key')
  writeFileSync(key, keys.publicKey)

  const { exitCode, stdout } = await lazulite(
    ['audit', 'verify', '--public-key', key, '-'],
    {},
    { stdin: textOf(lines) },
  )

  assert.equal(exitCode, 0)
  assert.match(stdout, /^standard input is whole and unchanged\.\n/)
})

test('a chain of which all is pruned, and a tenant without any, are good', async (t) => {
  const emptied = chainOf({ chain: chainNames[0], entries: 3, pruned: 3 })

  assert.match((await verify(t, textOf(exportOf([emptied])))).stdout, /Entries: {2}0\nChains: {3}1, 1 of which/)
  assert.match((await verify(t, textOf(exportOf([])))).stdout, /Entries: {2}0\nChains: {3}0\n/)
})

for (const [what, tamper] of Object.entries(entryTamperings)) {
  for (const [where, place] of Object.entries(places)) {
    test(`${what} ${where} is found and named`, (t) => assertFound(t, tamper(place(log))))
  }
}

for (const [what, tamper] of Object.entries(wholeTamperings)) {
  test(`${what} is found and named`, (t) => assertFound(t, tamper(log)))
}

test('an export that ends within a line, be it without the end of its last line, was cut off', async (t) => {
  const text = textOf(lines)

  const [unended, cut] = [
    await verify(t, text.slice(0, -1)),
    await verify(t, text.slice(0, textOf(lines.slice(0, 2)).length - 9)),
  ]

  assert.match(unended.stdout, new RegExp(`\nline ${lines.length}: the export ends within this line`))
  assert.match(cut.stdout, /\nline 2: the export ends within this line/)
  assert.match(cut.stdout, /fit one another: 1\n$/)
})

test('an empty file is no export', async (t) => {
  const { exitCode, stdout } = await verify(t, '')

  assert.equal(exitCode, 1)
  assert.match(stdout, /\nline 1: the manifest is missing/)
})

test('an export of another server is not good', async (t) => {
  const { exitCode, stdout } = await verify(
    t,
    textOf(lines.filter((line) => !line.startsWith('{"checkpoint"'))),
    newKeys().publicKey,
  )

  assert.equal(exitCode, 1)
  assert.match(stdout, /\nline 7, .*: entries 1 to 3 are missing before it/)
})

test('what a forger writes into a line does not move the cursor of a terminal', async (t) => {
  const forgery = chainOf({ chain: '/tenants/\u001b[2J\u202e', entries: 1 })

  const { stdout } = await verify(t, textOf([...forgery.records, ...lines]))

  assert.doesNotMatch(stdout, /[^\n\P{Cc}]|\p{Cf}/u)
  assert.match(stdout, /chain \/tenants\/ \[2J /)
})

test('what cannot be verified is told in one line', async (t) => {
  const folder = temporaryFolder(t)
  const [file, key, privateKey] = ['export', 'key', 'private'].map((name) => join(folder, name))
  assert.ok(file && key && privateKey)
  writeFileSync(file, textOf(lines))
  writeFileSync(key, keys.publicKey)
  writeFileSync(privateKey, keys.privateKey)
  const wrong: Readonly<Record<string, RegExp>> = {
    '': /say which file to verify, or - for standard input$/,
    [`${file}`]: /say with --public-key which file has the key: get it with "npx lazulite audit public-key"$/,
    [`${file} ${file} --public-key ${key}`]: /one file can be verified, not '.*export' as well$/,
    [`${folder} --public-key ${key}`]: /cannot be read: EISDIR/,
    [`${file}.txt --public-key=${key}`]: /export\.txt cannot be read: ENOENT/,
    [`${file} --public-key ${folder}`]: /cannot be read: EISDIR/,
    [`${file} --public-key ${privateKey}`]: /private is no public key of Ed25519 in PEM: get it with/,
    [`${file} --key ${key}`]: /wrong settings: --key is not a flag here/,
  }

  for (const [args, says] of Object.entries(wrong)) {
    const { exitCode, stdout, stderr } = await lazulite(['audit', 'verify', ...args.split(' ').filter(Boolean)])
    assert.deepEqual([exitCode, stdout], [1, ''], args)
    assert.match(stderr.trimEnd(), says)
    assert.doesNotMatch(stderr, /defect|PRIVATE/)
  }
})

test('variables that are about a server do not matter', async (t) => {
  const folder = temporaryFolder(t)
  const [file, key] = [join(folder, 'export'), join(folder, 'key')]
  writeFileSync(file, textOf(lines))
  writeFileSync(key, keys.publicKey)

  const env = { LAZULITE_DATA: '/elsewhere', LAZULITE_PORT: 'no port' }
  const { exitCode } = await lazulite(['audit', 'verify', '--public-key', key, file], env)

  assert.equal(exitCode, 0)
})
