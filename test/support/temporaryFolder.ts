import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leaveFiles } from './secrets/leave.ts'

/** What ends: a test, or, with `after` of `node:test`, all those of a file. */
export interface Ending {
  after(end: () => unknown): void
}

/** A folder of the test's own, gone when the test ends. */
export const temporaryFolder = (t: Ending): string => {
  const folder = mkdtempSync(join(tmpdir(), 'lazulite-test-'))
  t.after(() => {
    leaveFiles(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  return folder
}
