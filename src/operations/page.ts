import { type TSchema, Type } from 'typebox'
import type { Range } from '../core/range.ts'

/** The part of a list that a request asks for. */
export interface Page {
  /** The key of the last item that the caller has; empty at the beginning. */
  readonly after: string
  /** Items at the most. */
  readonly size: number
  /** Items that the caller wants at the most, where he says so: for lists whose pages have a size of their own. */
  readonly top?: number
  /** The address of the part behind an item: absolute, sealed, and good for the same list alone. */
  linkAfter(key: string): string
}

/** The shape of a list. */
export const pageOf = <Schema extends TSchema>(schema: Schema) =>
  Type.Object(
    {
      value: Type.Array(schema),
      nextLink: Type.Optional(Type.String({ description: 'Where the list goes on; absent on its last page.' })),
    },
    { additionalProperties: false },
  )

interface Listing<Item, Shown> {
  /** Sorted by key. */
  readonly list: (range: Range) => Promise<readonly Item[]>
  /** Unique within the list, and never changed: what comes and goes meanwhile makes no other item appear twice, or never. */
  readonly keyOf: (item: Item) => string
  readonly show: (item: Item) => Shown
}

/** So many items are read at once: each may be as large as a body can be. */
const portion = 20

/** A page that has come to so many characters of JSON ends there: nobody else is answered while it is written. */
const largestPage = 4 * 1024 * 1024

/** One page of a list, shorter where its items are large, and the way to the next where there is more. */
export const readPage = async <Item, Shown>(
  { after, size, linkAfter }: Page,
  { list, keyOf, show }: Listing<Item, Shown>,
): Promise<{ value: Shown[]; nextLink?: string }> => {
  const value: Shown[] = []
  let last = after
  let characters = 0
  const isRoom = (): boolean => value.length < size && characters < largestPage
  while (isRoom()) {
    const limit = Math.min(size - value.length, portion)
    const items = await list({ after: last, limit })
    for (const item of items) {
      if (!isRoom()) break
      const shown = show(item)
      value.push(shown)
      characters += JSON.stringify(shown).length
      last = keyOf(item)
    }
    if (items.length < limit && isRoom()) return { value }
  }
  const isMore = (await list({ after: last, limit: 1 })).length > 0
  return isMore ? { value, nextLink: linkAfter(last) } : { value }
}

/** A part of a list that is there whole, sorted by its keys. */
export const partOf =
  <Item>(items: readonly Item[], keyOf: (item: Item) => string) =>
  async ({ after, limit }: Range): Promise<readonly Item[]> =>
    items
      .filter((item) => keyOf(item) > after)
      .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
      .slice(0, limit)
