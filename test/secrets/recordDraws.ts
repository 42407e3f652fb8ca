import crypto from 'node:crypto'
import { mkdirSync, openSync, writeSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { runFolder } from '../support/secrets/leave.ts'

/**
 * For `node --import`, in each process of a test run that is searched: writes down whatever random bytes are drawn that
 * are long enough to be a secret. Every key, ticket and credential that is ever issued comes of such a draw, whoever asks
 * for it and by whatever client.
 */
const secretBytes = 32

if (runFolder !== undefined) {
  const folder = join(runFolder, 'drawn')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = openSync(join(folder, String(process.pid)), 'a', 0o600)
  const draw = crypto.randomBytes
  const drawAndRecord = (count: number): Buffer => {
    const bytes = draw(count)
    // At once, since who draws may be killed at any moment.
    if (count === secretBytes) writeSync(file, bytes)
    return bytes
  }
  crypto.randomBytes = ((count: number, ...callback: []) =>
    callback.length > 0 ? draw(count, ...callback) : drawAndRecord(count)) as typeof crypto.randomBytes
  syncBuiltinESMExports()
}
