import { join } from 'node:path'
import { StartError } from '../core/startError.ts'
import { lockFile } from '../lockFile.ts'

/**
 * Takes the data folder for this process alone, by a lock in it.
 *
 * @returns how to give the folder back.
 * @throws StartError when another process has it, or it cannot be written.
 */
export const lockFolder = (folder: string): (() => void) => {
  const release = lock(folder)
  if (release) return release
  throw new StartError(
    `The data folder ${folder} is in use by another process. Stop that one, or use another --data folder.`,
  )
}

const lock = (folder: string) => {
  try {
    return lockFile(join(folder, 'lock.db'))
  } catch (cause) {
    throw new StartError(
      `The data folder ${folder} cannot be written: ${(cause as Error).message}. Choose another with --data.`,
      { cause },
    )
  }
}
