import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { eachLine } from '../../../../src/cli/audit/verifying/eachLine.ts'

async function* chunksOf(text: Buffer, sizes: readonly number[]) {
  let from = 0
  for (const size of sizes) {
    yield text.subarray(from, from + size)
    from += size
  }
  yield text.subarray(from)
}

const linesOf = async (chunks: AsyncIterable<Buffer | string>, longest = 1000) => {
  const lines: (readonly [string, string])[] = []
  await eachLine(chunks, {
    isTooLong: (length) => length > longest,
    take: (line, ending) => lines.push([line.toString(), ending]),
  })
  return lines
}

test('lines come whole and in their order, wherever the chunks end', async () => {
  const lines = fc.array(fc.stringMatching(/^[aä\r]{0,5}$/), { maxLength: 8 })
  const sizes = fc.array(fc.nat(6), { maxLength: 8 })

  await fc.assert(
    fc.asyncProperty(lines, fc.stringMatching(/^[aä\r]{0,5}$/), sizes, async (lines, rest, sizes) => {
      const text = Buffer.from(lines.map((line) => `${line}\n`).join('') + rest)

      const whole = lines.map((line) => [line, 'whole'])
      assert.deepEqual(await linesOf(chunksOf(text, sizes)), rest === '' ? whole : [...whole, [rest, 'unfinished']])
    }),
  )
})

test('a line that is too long is told by its beginning, and nothing is read behind it', async () => {
  let chunks = 0
  async function* endless() {
    yield 'a\n'
    for (;;) {
      chunks++
      yield 'bcd'.repeat(100)
    }
  }

  const lines = await linesOf(endless())

  assert.deepEqual(lines, [
    ['a', 'whole'],
    ['bcd'.repeat(100).slice(0, 64), 'tooLong'],
  ])
  assert.equal(chunks, 4)
})

test('a line that has come as a whole is too long all the same', async () => {
  const text = Buffer.from(`${'a'.repeat(1000)}\n${'b'.repeat(1001)}\nc\n`)

  const lines = await linesOf(chunksOf(text, []))

  assert.deepEqual(
    lines.map(([, ending]) => ending),
    ['whole', 'tooLong'],
  )
})
