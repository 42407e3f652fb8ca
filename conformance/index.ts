import { readArguments } from './arguments.ts'
import { ConformanceError } from './conformanceError.ts'
import { openHeldDocument } from './heldDocument.ts'
import { readRecordings } from './recording/recordings.ts'
import { replay } from './replay.ts'
import { reportOf } from './report.ts'

/**
 * Replays recordings of the real service, and says where ours answers otherwise.
 *
 * @returns the exit code: 0, 1 where a difference is unexplained, or 2 when it could not do what it was told; standard
 * error then says why.
 */
const run = async (argv: readonly string[]): Promise<number> => {
  try {
    const { folder, spec } = readArguments(argv)
    const cassettes = await readRecordings(folder)
    const { checkAnswer, hold } = await openHeldDocument(spec)
    const replayed = []
    for (const cassette of cassettes) replayed.push(await replay(cassette, checkAnswer))
    const { lines, unexplained } = reportOf({ replayed, held: await hold() })
    process.stdout.write(`${lines.join('\n')}\n`)
    return unexplained > 0 ? 1 : 0
  } catch (error) {
    process.stderr.write(`conformance: ${error instanceof ConformanceError ? error.message : stackOf(error)}\n`)
    return 2
  }
}

/** What nobody has foreseen is a defect of the tool's own: whoever mends it needs all that is known. */
const stackOf = (error: unknown): string => (error instanceof Error && error.stack) || String(error)

process.exitCode = await run(process.argv.slice(2))
