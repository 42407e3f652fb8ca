import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { closeSync, createReadStream, openSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, describe, test } from 'node:test'
import { chainOf, keys, linesOf, manifestOf, textOf } from '../support/auditExports.ts'
import {
  type Edit,
  entryTamperings,
  type Log,
  type LogChain,
  places,
  type Tampering,
  wholeTamperings,
} from '../support/auditTamperings.ts'
import { subscriptionId } from '../support/known.ts'
import { lazulite } from '../support/program.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const entries = 1_000_000
const chainCount = 40
const prunedChain = 1
const prunedEntries = 1000

/** A log in a file, and where in it each line begins. */
interface BigLog extends Log {
  readonly file: string
  readonly offset: (line: number) => number
}

const makeLog = (file: string): BigLog => {
  const descriptor = openSync(file, 'w+')
  after(() => closeSync(descriptor))
  const offsets: number[] = [0]
  const write = (lines: readonly string[]): void => {
    writeSync(descriptor, textOf(lines))
    for (const line of lines) offsets.push((offsets.at(-1) ?? 0) + Buffer.byteLength(line) + 1)
  }
  const chains: LogChain[] = []
  for (let index = 0; index < chainCount; index++) {
    const pruned = index === prunedChain ? prunedEntries : 0
    const name = `/subscriptions/${subscriptionId}/resourcegroups/rg/providers/microsoft.datafactory/factories/factory-${index}`
    const chain = chainOf({ chain: name, entries: entries / chainCount + pruned, pruned })
    const firstLine = offsets.length + (pruned > 0 ? 1 : 0)
    chains.push({ span: chain.span, firstLine, hasCheckpoint: pruned > 0 })
    write(linesOf([chain]))
  }
  write([manifestOf(chains.map(({ span }) => span))])

  const offset = (line: number): number => offsets[line - 1] ?? assert.fail(`there is no line ${line}`)
  const line = (number: number): string => {
    const bytes = Buffer.alloc(offset(number + 1) - offset(number) - 1)
    readSync(descriptor, bytes, 0, bytes.length, offset(number))
    return bytes.toString()
  }
  return { file, chains, lines: offsets.length - 1, line, offset }
}

/** The bytes of a log with an edit in them: nobody writes the whole of it anew. */
async function* editedBytes(log: BigLog, { at, remove, insert }: Edit) {
  const highWaterMark = 1024 * 1024
  if (at > 1) yield* createReadStream(log.file, { end: log.offset(at) - 1, highWaterMark })
  yield Buffer.from(textOf(insert))
  yield* createReadStream(log.file, { start: log.offset(at + remove), highWaterMark })
}

/** `lazulite audit verify`, a process of its own. */
const verify = async (file: string, publicKey: string, input?: AsyncIterable<Buffer>) => {
  const [node, ...program] = lazulite
  const child = spawn(node, [...program, 'audit', 'verify', file, '--public-key', publicKey])
  const outcome = Promise.all([text(child.stdout), text(child.stderr)])
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  // It ends with the first fault, and reads no further.
  child.stdin.on('error', () => undefined)
  for await (const bytes of input ?? []) {
    if (!child.stdin.writable) break
    if (!child.stdin.write(bytes))
      await Promise.race([new Promise((resolve) => child.stdin.once('drain', resolve)), exited])
  }
  child.stdin.end()
  const [stdout, stderr] = await outcome
  return { exitCode: await exited, stdout, stderr }
}

/** Each kind once, and each place for several. */
const placeNames = Object.keys(places)
const tamperings: Readonly<Record<string, (log: Log) => Tampering>> = {
  ...Object.fromEntries(
    Object.entries(entryTamperings).map(([what, tamper], index) => {
      const where = placeNames[index % placeNames.length] ?? ''
      return [`${what} ${where}`, (log: Log) => tamper(places[where]?.(log) ?? assert.fail(where))]
    }),
  ),
  ...wholeTamperings,
}

describe('lazulite audit verify on a million entries', { concurrency: 2 }, () => {
  const folder = temporaryFolder({ after })
  const publicKey = join(folder, 'key.pem')
  writeFileSync(publicKey, keys.publicKey)
  const log = makeLog(join(folder, 'export'))

  test('says that they are whole, and how long that took', async (t) => {
    const { exitCode, stdout, stderr } = await verify(log.file, publicKey)

    assert.deepEqual([exitCode, stderr], [0, ''])
    assert.match(stdout, new RegExp(`\nEntries: {2}${entries}\nChains: {3}${chainCount}, 1 of which`))
    t.diagnostic(stdout.split('\n').at(-2) ?? '')
  })

  for (const [what, tamper] of Object.entries(tamperings)) {
    test(`finds ${what}`, async (t) => {
      const { edits, found } = tamper(log)
      const [edit, ...more] = edits
      assert.ok(edit && more.length === 0)

      const begun = performance.now()
      const { exitCode, stdout, stderr } = await verify('-', publicKey, editedBytes(log, edit))
      t.diagnostic(`in ${((performance.now() - begun) / 1000).toFixed(1)} s`)

      const { line, chain, entry, says } = found
      const where = [`line ${line}`, ...(chain ? [`chain ${chain}`] : []), ...(entry ? [`entry ${entry}`] : [])].join(
        ', ',
      )
      assert.deepEqual([exitCode, stderr], [1, ''])
      assert.ok(stdout.split('\n')[1]?.startsWith(`${where}: `), `${stdout} is to name ${where}`)
      assert.match(stdout, says)
    })
  }
})
