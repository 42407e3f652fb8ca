import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StartError } from '../core/startError.ts'

/** Whoever drops what `lockFolder` answered keeps the folder all the same: the collector would free the lock with it. */
const held = new Set<DatabaseSync>()

/**
 * Takes the data folder for this process alone. The lock is an exclusive transaction on a file of its own: the kernel
 * frees it when the process ends, however it ends, so there is nothing to clean up after a crash.
 *
 * @returns how to give the folder back.
 * @throws StartError when another process has it, or it cannot be written.
 */
export const lockFolder = (folder: string): (() => void) => {
  const lock = openLock(folder)
  try {
    lock.exec('begin exclusive')
  } catch (cause) {
    lock.close()
    throw new StartError(
      isBusy(cause)
        ? `The data folder ${folder} is in use by another process. Stop that one, or use another --data folder.`
        : cannotBeWritten(folder, cause),
      { cause },
    )
  }
  held.add(lock)
  return () => {
    held.delete(lock)
    lock.close()
  }
}

const openLock = (folder: string): DatabaseSync => {
  try {
    const file = join(folder, 'lock.db')
    // Whoever else could open it could hold the lock.
    closeSync(openSync(file, 'a', 0o600))
    return new DatabaseSync(file, { timeout: 0 })
  } catch (cause) {
    throw new StartError(cannotBeWritten(folder, cause), { cause })
  }
}

const cannotBeWritten = (folder: string, cause: unknown): string =>
  `The data folder ${folder} cannot be written: ${(cause as Error).message}. Choose another with --data.`

/** SQLite's code for a lock that somebody else has. */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
