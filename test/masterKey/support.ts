import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../../src/core/startError.ts'
import { localKey } from '../../src/masterKey/localKey.ts'

/** A key for 32 times the same byte. */
export const keyOf = (byte: number) => localKey({ key: Buffer.alloc(32, byte), source: 'a test' }, randomBytes)
export const textOf = (byte: number): string => `${Buffer.alloc(32, byte).toString('base64')}\n`

export const writeKey = (path: string, byte: number): void => writeFileSync(path, textOf(byte), { mode: 0o600 })

/** Names, texts and modes of all that lies in a folder. */
export const contentsOf = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map((name) => {
      const path = join(folder, name)
      const found = statSync(path)
      return { name, mode: found.mode & 0o777, text: found.isFile() ? readFileSync(path, 'utf8') : '' }
    })

/** That something is refused, in one line that says all these words, and nothing of any key. */
export const assertRefused = async (asked: Promise<unknown>, words: readonly string[]): Promise<void> => {
  await assert.rejects(asked, (error) => {
    assert.ok(error instanceof StartError, String(error instanceof Error ? error.stack : error))
    assert.match(error.message, /^[^\n]+\.$|chmod/)
    for (const word of words) assert.ok(error.message.includes(word), `"${error.message}" says "${word}"`)
    assert.doesNotMatch(error.message, /[A-Za-z0-9+/]{43}=/)
    return true
  })
}
