import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { openMasterKey } from '../../src/masterKey/openMasterKey.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { assertRefused, contentsOf, keyOf, textOf, writeKey } from './support.ts'

interface Given {
  readonly setting?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly wrappedBy?: string | undefined
}

const openIn = (folder: string, { setting, environment = {}, wrappedBy }: Given = {}) =>
  openMasterKey({ setting, folder, environment, wrappedBy, randomBytes })

const privateMode = process.platform === 'win32' ? 0o666 : 0o600

test('a first start makes a key, for its owner alone, and every later one finds it', async (t) => {
  const folder = temporaryFolder(t)

  const made = await openIn(folder)

  const [file, ...others] = contentsOf(folder)
  assert.deepEqual([file?.name, file?.mode, others], ['master.key', privateMode, []])
  assert.match(file?.text ?? '', /^[A-Za-z0-9+/]{43}=\n$/)
  for (const wrappedBy of [undefined, made.id]) assert.equal((await openIn(folder, { wrappedBy })).id, made.id)
  assert.deepEqual(contentsOf(folder), [file])
})

test('no two folders are given the same key', async (t) => {
  assert.notEqual((await openIn(temporaryFolder(t))).id, (await openIn(temporaryFolder(t))).id)
})

test("a file of one's own is taken, wherever it lies, and made where it is not there", async (t) => {
  const folder = temporaryFolder(t)
  writeKey(join(folder, 'mine'), 1)

  const mine = await openIn(folder, { setting: `file:${join(folder, 'mine')}` })
  const made = await openIn(folder, { setting: `file:${relative(process.cwd(), join(folder, 'fresh'))}` })

  assert.equal(mine.id, keyOf(1).id)
  assert.equal(made.source, join(folder, 'fresh'))
  assert.deepEqual(
    contentsOf(folder).map(({ name }) => name),
    ['fresh', 'mine'],
  )
})

test('a link to a key is followed, and what counts is the mode of what it leads to', async (t) => {
  const folder = temporaryFolder(t)
  writeKey(join(folder, 'mine'), 1)
  symlinkSync(join(folder, 'mine'), join(folder, 'master.key'))

  assert.equal((await openIn(folder)).id, keyOf(1).id)
})

test('the same key is the same in a file and in a variable', async (t) => {
  const environment = { KEY: textOf(1).trim() }

  const key = await openIn(temporaryFolder(t), { setting: 'env:KEY', environment, wrappedBy: keyOf(1).id })

  assert.equal(key.id, keyOf(1).id)
  assert.deepEqual(
    await key.unwrap({ wrapped: await keyOf(1).wrap(Buffer.alloc(32)), wrappedBy: key.id }),
    Buffer.alloc(32),
  )
})

test('a missing file is refused where something is sealed by it, and none is made', async (t) => {
  const folder = temporaryFolder(t)

  await assertRefused(openIn(folder, { wrappedBy: keyOf(1).id }), [
    `no master key at ${join(folder, 'master.key')}`,
    `sealed under ${keyOf(1).id}`,
    '--master-key',
  ])
  assert.deepEqual(contentsOf(folder), [])
})

test('a wrong file is refused where something is sealed by another, and stays', async (t) => {
  const folder = temporaryFolder(t)
  writeKey(join(folder, 'master.key'), 2)
  const before = contentsOf(folder)

  await assertRefused(openIn(folder, { wrappedBy: keyOf(1).id }), [
    keyOf(1).id,
    `${join(folder, 'master.key')} is ${keyOf(2).id}`,
    'nothing was changed',
  ])
  assert.deepEqual(contentsOf(folder), before)
})

for (const mode of [0o604, 0o602, 0o601, 0o620, 0o644, 0o666, 0o777]) {
  const shown = `0${mode.toString(8)}`

  test(`a file of mode ${shown} is refused, with what to type`, { skip: process.platform === 'win32' }, async (t) => {
    const folder = temporaryFolder(t)
    const path = join(folder, 'master.key')
    writeKey(path, 1)
    chmodSync(path, mode)

    await assertRefused(openIn(folder), [`${path} has mode ${shown}`, `chmod 600 '${path}'`])

    chmodSync(path, 0o600)
    assert.equal((await openIn(folder)).id, keyOf(1).id)
  })
}

for (const mode of [0o400, 0o440, 0o600, 0o640]) {
  test(`a file of mode 0${mode.toString(8)} is taken`, async (t) => {
    const folder = temporaryFolder(t)
    writeKey(join(folder, 'master.key'), 1)
    chmodSync(join(folder, 'master.key'), mode)

    assert.equal((await openIn(folder)).id, keyOf(1).id)
  })
}

for (const [what, text] of Object.entries({
  'is empty': '',
  'holds a password': 'a password\n',
  'holds 31 bytes': `${Buffer.alloc(31).toString('base64')}\n`,
  'holds a key and more': textOf(1).repeat(2),
  "is of a gigabyte's kind": 'A'.repeat(100_000),
})) {
  test(`a file that ${what} is refused, and not written over`, async (t) => {
    const folder = temporaryFolder(t)
    const path = join(folder, 'master.key')
    writeFileSync(path, text, { mode: 0o600 })

    await assertRefused(openIn(folder), [`${path} holds no master key`, '32 bytes in base64'])
    assert.equal(contentsOf(folder)[0]?.text, text)
  })
}

test('a folder in the place of the file is refused', async (t) => {
  const folder = temporaryFolder(t)
  mkdirSync(join(folder, 'master.key'))

  await assertRefused(openIn(folder), [`${join(folder, 'master.key')} holds no master key`])
})

test('a file that cannot be made is told of by its name and the reason', async (t) => {
  const folder = temporaryFolder(t)

  await assertRefused(openIn(folder, { setting: `file:${join(folder, 'missing', 'key')}` }), [
    `${join(folder, 'missing', 'key')} cannot be written (ENOENT)`,
  ])
})

test('a path through a file is told of by its name and the reason', async (t) => {
  const folder = temporaryFolder(t)
  writeKey(join(folder, 'mine'), 1)

  await assertRefused(openIn(folder, { setting: `file:${join(folder, 'mine', 'key')}` }), ['cannot be read (ENOTDIR)'])
})

for (const [what, environment] of Object.entries({ 'not set': {}, empty: { KEY: '' } })) {
  test(`a variable that is ${what} is refused by its name`, async (t) => {
    const folder = temporaryFolder(t)

    await assertRefused(openIn(folder, { setting: 'env:KEY', environment }), ['variable KEY', 'is not set', 'openssl'])
    assert.deepEqual(contentsOf(folder), [])
  })
}

test('a variable that holds no key is refused by its name, and its value is not told', async (t) => {
  const asked = openIn(temporaryFolder(t), { setting: 'env:KEY', environment: { KEY: 'nearly-the-secret' } })

  await assertRefused(asked, ['variable KEY', 'holds no master key', '32 bytes in base64'])
  await assert.rejects(asked, (error) => !String(error).includes('nearly'))
})

test('a text that names no place is refused with what it must be', async (t) => {
  await assertRefused(openIn(temporaryFolder(t), { setting: textOf(1).trim() }), [
    'file:PATH, env:NAME or the https URL',
  ])
})
