import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './root.ts'

/**
 * Saves the programs that the page of a client shows: its blocks with a file name behind the language.
 *
 * @returns the name of the last, which is the one to run.
 * @throws Error for a page without one.
 */
export const saveExample = async (name: string, folder: string): Promise<string> => {
  const page = `docs/clients/${name}.md`
  const text = await readFile(join(root, page), 'utf8')
  const programs = [...text.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)]
  for (const [, file = '', program = ''] of programs) await writeFile(join(folder, file), program)
  const last = programs.at(-1)?.[1]
  if (last === undefined) throw new Error(`${page} shows no program: "\`\`\`js rotate.mjs" would begin one`)
  return last
}

/** @throws AssertionError unless a text shows both keys, a new second one, and then both again. */
export const holdExample = (printed: string): void => {
  const [key1, key2, fresh, key1After, key2After, ...more] =
    printed.match(/IR@[0-9a-f-]{36}@[\w-]+@ServiceEndpoint=[^@\s]+@[\w+/]{43}=/g) ?? []
  assert.ok(key2After !== undefined && more.length === 0, `five keys were expected:\n${printed}`)
  assert.ok(key1 !== key2 && fresh !== key2, 'the key is not a new one')
  assert.ok(key1After === key1 && key2After === fresh, 'the keys at the end are not those that were answered')
}
