import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { writeStreamOut } from '../../../../src/cli/audit/exporting/writeOut.ts'
import { StartError } from '../../../../src/core/startError.ts'

async function* parts(count: number, onPart: (part: number) => void) {
  for (let part = 0; part < count; part++) {
    onPart(part)
    yield 'x'.repeat(1000)
  }
}

test('nothing is made that nobody has read yet, and all of it arrives', async () => {
  const stream = new PassThrough({ highWaterMark: 2000 })
  let made = 0
  const writing = writeStreamOut(
    stream,
    parts(50, (part) => {
      made = part + 1
    }),
  )

  await turn()
  assert.ok(made < 5, `${made} were made`)
  let length = 0
  stream.on('data', (chunk: Buffer) => {
    length += chunk.length
  })
  await writing
  await turn()

  assert.deepEqual([made, length], [50, 50_000])
})

test('a reader who goes away ends it, and it says so', async () => {
  const stream = new PassThrough({ highWaterMark: 2000 })
  stream.on('error', () => undefined)
  const writing = writeStreamOut(
    stream,
    parts(50, () => undefined),
  )

  await turn()
  stream.destroy(new Error('EPIPE'))

  await assert.rejects(writing, StartError)
})
