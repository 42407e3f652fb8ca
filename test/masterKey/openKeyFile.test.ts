import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { openKeyFile } from '../../src/masterKey/openKeyFile.ts'
import { replaceMasterKeyFile } from '../../src/masterKey/replaceMasterKeyFile.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { assertRefused, contentsOf, keyOf, textOf, writeKey } from './support.ts'

interface Files {
  /** Which byte the key in the file has; undefined for no file. */
  readonly kept?: number
  readonly next?: number
}

const given = (t: TestContext, { kept, next }: Files) => {
  const folder = temporaryFolder(t)
  const path = join(folder, 'key')
  if (kept !== undefined) writeKey(path, kept)
  if (next !== undefined) writeKey(`${path}.next`, next)
  return { folder, path, open: (wrappedBy?: string) => openKeyFile({ path, wrappedBy, randomBytes }) }
}

const textsIn = (folder: string) => Object.fromEntries(contentsOf(folder).map(({ name, text }) => [name, text]))

test('of two keys, the one stays that things are wrapped by', async (t) => {
  for (const right of [1, 2]) {
    const { folder, open } = given(t, { kept: 1, next: 2 })

    assert.equal((await open(keyOf(right).id)).id, keyOf(right).id)
    assert.deepEqual(textsIn(folder), { key: textOf(right) })
    assert.equal((await open(keyOf(right).id)).id, keyOf(right).id)
  }
})

test('the next key takes its place though the one before is gone already', async (t) => {
  const { folder, open } = given(t, { next: 2 })

  assert.equal((await open(keyOf(2).id)).id, keyOf(2).id)
  assert.deepEqual(textsIn(folder), { key: textOf(2) })
})

test('where neither is the right one, both stay', async (t) => {
  for (const files of [{ kept: 1, next: 2 }, { next: 2 }]) {
    const { folder, open } = given(t, files)
    const before = contentsOf(folder)

    await assertRefused(open(keyOf(3).id), [keyOf(3).id, 'nothing was changed'])
    assert.deepEqual(contentsOf(folder), before)
  }
})

test('where nothing is wrapped yet, a next key is no key to begin with', async (t) => {
  const { folder, open } = given(t, { next: 2 })

  const made = await open()

  assert.notEqual(made.id, keyOf(2).id)
  assert.equal(textsIn(folder)['key.next'], textOf(2))
})

test('a next key is as private as any other, and none that is broken is taken', async (t) => {
  const { path, open } = given(t, { kept: 1, next: 2 })
  const skip = process.platform === 'win32'

  chmodSync(`${path}.next`, 0o644)
  if (!skip) await assertRefused(open(keyOf(2).id), [`${path}.next has mode 0644`])
  chmodSync(`${path}.next`, 0o600)
  writeFileSync(`${path}.next`, 'half of a k')
  await assertRefused(open(keyOf(2).id), [`${path}.next holds no master key`])

  assert.equal((await open(keyOf(1).id)).id, keyOf(1).id, "it is in nobody's way")
})

test('a new key is beside the old one before anything is wrapped by it, and alone afterwards', async (t) => {
  const { folder, path, open } = given(t, { kept: 1 })
  const seen: string[] = []

  const fresh = await replaceMasterKeyFile({
    path,
    randomBytes,
    rewrap: async ({ id }) => void seen.push(id, ...Object.keys(textsIn(folder)), textsIn(folder).key ?? ''),
  })

  assert.deepEqual(seen, [fresh.id, 'key', 'key.next', textOf(1)])
  assert.deepEqual(Object.keys(textsIn(folder)), ['key'])
  assert.equal((await open(fresh.id)).id, fresh.id)
})

test('a change that fails leaves both keys, and what the database says decides', async (t) => {
  for (const isKept of [true, false]) {
    const { folder, path, open } = given(t, { kept: 1 })
    let fresh = ''
    const rewrap = async ({ id }: { readonly id: string }): Promise<void> => {
      fresh = id
      throw new Error('the disk is gone')
    }

    await assert.rejects(replaceMasterKeyFile({ path, randomBytes, rewrap }), { message: 'the disk is gone' })

    assert.deepEqual(Object.keys(textsIn(folder)), ['key', 'key.next'])
    const right = isKept ? fresh : keyOf(1).id
    assert.equal((await open(right)).id, right)
    assert.deepEqual(Object.keys(textsIn(folder)), ['key'])
  }
})

test('a new key that cannot be written changes nothing', async (t) => {
  const { folder, path } = given(t, { kept: 1 })
  mkdirSync(`${path}.next.new`)
  const rewrap = async (): Promise<void> => assert.fail('nothing is wrapped by a key that is not on the disk')

  await assertRefused(replaceMasterKeyFile({ path, randomBytes, rewrap }), [`${path}.next cannot be written`])

  assert.equal(textsIn(folder).key, textOf(1))
})
