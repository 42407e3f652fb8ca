import { StartError } from '../core/startError.ts'
import { lockFile } from '../lockFile.ts'

/**
 * Takes the state in a file for this process alone, by a lock beside it.
 *
 * @returns how to give it back.
 * @throws StartError when another agent has it, or the lock cannot be written.
 */
export const lockState = (file: string): (() => void) => {
  const release = lock(`${file}.lock`)
  if (release) return release
  throw new StartError(`another agent works with ${file}: stop that one, or name another file with --state`)
}

const lock = (path: string) => {
  try {
    return lockFile(path)
  } catch (cause) {
    throw new StartError(`${path} cannot be written: ${(cause as Error).message}`, { cause })
  }
}
