import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Page, partOf, readPage } from '../../src/operations/page.ts'

const keyOf = ({ key }: { key: string }): string => key
const itemsOf = (count: number, characters: number): { key: string; text: string }[] =>
  Array.from({ length: count }, (_, index) => ({ key: String(index).padStart(4, '0'), text: 'x'.repeat(characters) }))

/** All pages of a list, each as the keys that it has. */
const pagesOf = async (items: ReturnType<typeof itemsOf>, size: number): Promise<string[][]> => {
  const pages: string[][] = []
  let after: string | undefined = ''
  while (after !== undefined) {
    const page: Page = { after, size, linkAfter: (key) => key }
    const { value, nextLink }: { value: { key: string }[]; nextLink?: string } = await readPage(page, {
      list: partOf(items, keyOf),
      keyOf,
      show: (item) => item,
    })
    pages.push(value.map(keyOf))
    after = nextLink
  }
  return pages
}

test('a page has as many items as were asked for, and the last one what is left', async () => {
  const items = itemsOf(53, 1)

  const pages = await pagesOf(items, 25)

  assert.deepEqual(
    pages.map(({ length }) => length),
    [25, 25, 3],
  )
  assert.deepEqual(pages.flat(), items.map(keyOf))
})

for (const count of [0, 1, 20, 25, 40]) {
  test(`a list of ${count} that fits a page has no more`, async () => {
    assert.deepEqual(await pagesOf(itemsOf(count, 1), Math.max(count, 1)), [itemsOf(count, 1).map(keyOf)])
  })
}

test('a page of large items ends before it is too large, and leaves none of them out', async () => {
  const items = itemsOf(30, 1024 * 1024)

  const pages = await pagesOf(items, 100)

  assert.ok(pages.every(({ length }) => length >= 1 && length <= 4))
  assert.deepEqual(pages.flat(), items.map(keyOf))
})

test('an item that is larger than a page by itself has a page of its own', async () => {
  assert.deepEqual(await pagesOf(itemsOf(2, 5 * 1024 * 1024), 100), [['0000'], ['0001']])
})
