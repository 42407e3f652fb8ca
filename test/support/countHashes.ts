import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import type { TestContext } from 'node:test'

/** Counts how often the slow hash of secrets and passwords is really run, from now to the end of the test. */
export const countHashes = (t: TestContext): (() => number) => {
  const scrypt = t.mock.method(crypto, 'scrypt')
  syncBuiltinESMExports()
  t.after(() => {
    scrypt.mock.restore()
    syncBuiltinESMExports()
  })
  return () => scrypt.mock.callCount()
}
