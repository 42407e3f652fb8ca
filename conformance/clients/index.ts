import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConformanceError } from '../conformanceError.ts'
import { chosenClients } from './chosenClients.ts'
import { clients } from './clients.ts'
import { tryClients } from './tryClients.ts'

/**
 * Tries the clients that are named, or all.
 *
 * @returns the exit code: 0, 1 where one failed, or 2 where one is named that there is not.
 */
const run = async (names: readonly string[]): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'lazulite-clients-'))
  // However it ends. Go keeps its modules elsewhere, so nothing here is write-protected.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
  try {
    const { failed } = await tryClients(chosenClients(clients, names), folder, (line) =>
      process.stdout.write(`${line}\n`),
    )
    return failed > 0 ? 1 : 0
  } catch (error) {
    process.stderr.write(`clients: ${error instanceof ConformanceError ? error.message : stackOf(error)}\n`)
    return 2
  }
}

/** What nobody has foreseen is a defect of the tool's own: whoever mends it needs all that is known. */
const stackOf = (error: unknown): string => (error instanceof Error && error.stack) || String(error)

process.exitCode = await run(process.argv.slice(2))
