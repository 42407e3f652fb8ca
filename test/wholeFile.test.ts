import assert from 'node:assert/strict'
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { writeWhole } from '../src/wholeFile.ts'

const temporaryFolder = async (t: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'lazulite-'))
  t.after(() => rm(folder, { recursive: true }))
  return folder
}

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

test('a file is written with its text and its permissions, and nothing else is left in the folder', async (t) => {
  const folder = await temporaryFolder(t)

  await writeWhole(join(folder, 'secret'), 'text', 0o600)

  assert.equal(await readFile(join(folder, 'secret'), 'utf8'), 'text')
  assert.equal(await modeOf(join(folder, 'secret')), 0o600)
  assert.deepEqual(await readdir(folder), ['secret'])
})

test('a file is replaced, not written over: who has the old one open reads it to its end', async (t) => {
  const path = join(await temporaryFolder(t), 'file')
  await writeWhole(path, 'old', 0o644)
  const reader = await open(path)
  t.after(() => reader.close())

  await writeWhole(path, 'new', 0o600)

  assert.equal(await reader.readFile('utf8'), 'old')
  assert.equal(await readFile(path, 'utf8'), 'new')
  assert.equal(await modeOf(path), 0o600)
})

test('what a crash has left behind passes neither its text nor its permissions on', async (t) => {
  const path = join(await temporaryFolder(t), 'secret')
  await writeFile(`${path}.new`, 'a longer text that was cut o', { mode: 0o666 })

  await writeWhole(path, 'text', 0o600)

  assert.equal(await readFile(path, 'utf8'), 'text')
  assert.equal(await modeOf(path), 0o600)
})

test('a link in the place of the temporary file leads nowhere', async (t) => {
  const folder = await temporaryFolder(t)
  await writeFile(join(folder, 'other'), 'untouched')
  await symlink(join(folder, 'other'), join(folder, 'secret.new'))

  await writeWhole(join(folder, 'secret'), 'text', 0o600)

  assert.equal(await readFile(join(folder, 'other'), 'utf8'), 'untouched')
  assert.deepEqual((await readdir(folder)).sort(), ['other', 'secret'])
})

test('a failure leaves no temporary file behind, and what was there before', async (t) => {
  const folder = await temporaryFolder(t)
  await mkdir(join(folder, 'taken'))
  await writeFile(join(folder, 'taken', 'inside'), 'kept')

  await assert.rejects(writeWhole(join(folder, 'taken'), 'text', 0o600), { syscall: 'rename' })

  assert.deepEqual(await readdir(folder), ['taken'])
  assert.equal(await readFile(join(folder, 'taken', 'inside'), 'utf8'), 'kept')
})

test('a folder that is not there is an error, and is not made', async (t) => {
  const folder = await temporaryFolder(t)

  await assert.rejects(writeWhole(join(folder, 'missing', 'file'), 'text', 0o600), { code: 'ENOENT' })

  assert.deepEqual(await readdir(folder), [])
})

test('a text that comes in parts is written whole, or not at all where it breaks off', async (t) => {
  const folder = await temporaryFolder(t)
  const path = join(folder, 'file')
  async function* parts(end: () => void) {
    yield 'one, '
    yield 'two'
    end()
  }
  const breakOff = (): never => {
    throw new Error('broken off')
  }

  await writeWhole(
    path,
    parts(() => undefined),
    0o600,
  )
  await assert.rejects(writeWhole(path, parts(breakOff), 0o600), /^Error: broken off$/)

  assert.equal(await readFile(path, 'utf8'), 'one, two')
  assert.deepEqual(await readdir(folder), ['file'])
})
