import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ConformanceError } from '../../../conformance/conformanceError.ts'
import { readRecordings } from '../../../conformance/recording/recordings.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { azure } from '../support.ts'

const line = JSON.stringify({ method: 'GET', uri: `${azure}/tenants`, status: 200, headers: {} })
const interaction = `interactions: [{request: {method: GET, uri: '${azure}/tenants'}, response: {status: {code: 200}}}]`

const isOneLine = (words: RegExp) => (error: unknown) =>
  error instanceof ConformanceError && words.test(error.message) && !error.message.includes('\n')

test('all recordings of a folder are read, by the names of their files; other files are passed over', async (t) => {
  const folder = temporaryFolder(t)
  mkdirSync(join(folder, 'more.yaml.d'))
  for (const [name, text] of [
    ['c.yml', interaction],
    ['a.yaml', interaction],
    ['b.jsonl', line],
    ['README.md', '# Recordings'],
  ] as const) {
    writeFileSync(join(folder, name), text)
  }

  const cassettes = await readRecordings(folder)

  assert.deepEqual(
    cassettes.map(({ name }) => name),
    ['a.yaml', 'b.jsonl', 'c.yml'],
  )
})

test('a folder without recordings is refused', async (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(join(folder, 'empty.jsonl'), '\n')

  await assert.rejects(readRecordings(folder), isOneLine(/ has no recordings: /))
})

test('a folder that cannot be read is refused', async (t) => {
  await assert.rejects(readRecordings(join(temporaryFolder(t), 'gone')), isOneLine(/gone cannot be read: ENOENT/))
})

test('a file that cannot be read is refused', async (t) => {
  const folder = temporaryFolder(t)
  mkdirSync(join(folder, 'folder.jsonl'))

  await assert.rejects(readRecordings(folder), isOneLine(/^folder\.jsonl cannot be read: EISDIR/))
})
