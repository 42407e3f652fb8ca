/** How a line ended; of one that is too long, only the beginning comes. */
export type LineEnding = 'tooLong' | 'unfinished' | 'whole'

interface Reading {
  /** Asked with the first bytes of a line, as often as more of it has come. */
  readonly isTooLong: (length: number, beginning: () => Buffer) => boolean
  /** Takes a line without its end, which is good until it answers. */
  readonly take: (line: Buffer, ending: LineEnding) => void
}

/**
 * Goes through bytes line by line, and keeps none but those of one line. Ends with the first line that is too long.
 *
 * @throws what `take` throws, and what reading throws.
 */
export const eachLine = async (chunks: AsyncIterable<Buffer | string>, { isTooLong, take }: Reading): Promise<void> => {
  let begun: Buffer[] = []
  for await (const chunk of chunks) {
    for (const { bytes, isEnd } of piecesOf(chunk)) {
      begun.push(bytes)
      const beginning = (): Buffer => Buffer.concat(begun, beginningBytes)
      if (isTooLong(lengthOf(begun), beginning)) return take(beginning(), 'tooLong')
      if (!isEnd) continue
      take(begun.length === 1 ? bytes : Buffer.concat(begun), 'whole')
      begun = []
    }
  }
  if (begun.length > 0) take(Buffer.concat(begun), 'unfinished')
}

const beginningBytes = 64
const lineFeed = 10

/** What a chunk has of each line, in their order. */
function* piecesOf(some: Buffer | string) {
  const chunk = typeof some === 'string' ? Buffer.from(some) : some
  let from = 0
  for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, from)) {
    yield { bytes: chunk.subarray(from, end), isEnd: true }
    from = end + 1
  }
  if (from < chunk.length) yield { bytes: chunk.subarray(from), isEnd: false }
}

const lengthOf = (pieces: readonly Buffer[]): number => pieces.reduce((sum, { length }) => sum + length, 0)
