import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** Whoever drops what `lockFile` answered keeps the lock all the same: the collector would free it otherwise. */
const held = new Set<DatabaseSync>()

/**
 * Takes a lock for this process alone. It is an exclusive transaction on a file of its own, made where it is not there: the
 * kernel frees it when the process ends, however it ends, so there is nothing to clean up after a crash.
 *
 * @returns how to give it back; undefined when it is taken.
 * @throws Error of the file system or of SQLite when the file cannot be used.
 */
export const lockFile = (path: string): (() => void) | undefined => {
  // Whoever else could open it could hold the lock.
  closeSync(openSync(path, 'a', 0o600))
  const lock = new DatabaseSync(path, { timeout: 0 })
  try {
    // Nothing is ever written: a journal would only be another file that lies there.
    lock.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    lock.close()
    if (isBusy(error)) return undefined
    throw error
  }
  held.add(lock)
  return () => {
    held.delete(lock)
    lock.close()
  }
}

/** SQLite's code for a lock that somebody else has. */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
