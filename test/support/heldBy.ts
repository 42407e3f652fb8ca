import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

/** By file below `test/`: what is to be held, and how the title begins of the test, or the group of tests, that does. */
export type Held = Readonly<Record<string, Readonly<Record<string, string>>>>

/** That each of these tests is there, so that a list of what is tested stays true. … stands for what titles are made with. */
export const assertHeld = (held: Held): void => {
  for (const [file, titles] of Object.entries(held)) {
    const found = titlesIn(file)
    for (const [what, title] of Object.entries(titles)) {
      test(`there is a test: ${what}`, () => {
        assert.ok(wordsIn(title) >= 4, `“${title}” could begin any title: it needs four words beside what is made`)
        assert.ok(
          found.some((one) => one.startsWith(title)),
          `${file} has no test that begins with “${title}”`,
        )
      })
    }
  }
}

const wordsIn = (title: string): number => title.replaceAll('…', ' ').match(/[\w’'-]+/g)?.length ?? 0

const titlesIn = (file: string): readonly string[] => {
  const text = readFileSync(join(import.meta.dirname, '..', `${file}.test.ts`), 'utf8')
  return [...text.matchAll(/\b(?:test|describe)\(\s*(['"`])(.*?)\1,/gs)].map(([, , title = '']) =>
    title.replace(/\$\{[^{}]*\}/g, '…'),
  )
}
