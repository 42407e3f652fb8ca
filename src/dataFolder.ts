import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { StartError } from './core/startError.ts'
import { flushFolder } from './wholeFile.ts'

/**
 * Makes the data folder where it is not there, for its owner alone.
 *
 * @returns its absolute path.
 * @throws StartError when it cannot be made.
 */
export const makeDataFolder = async (data: string): Promise<string> => {
  const folder = resolve(data)
  try {
    await makeMissing(folder)
    return folder
  } catch (cause) {
    const { message } = cause as Error
    throw new StartError(`The data folder ${folder} cannot be made: ${message}. Choose another with --data.`, { cause })
  }
}

/** One folder after the other: where none can be made, as in /proc, Node's own recursive way never comes to an end. */
const makeMissing = async (folder: string): Promise<void> => {
  const found = await stat(folder).catch(() => undefined)
  if (found?.isDirectory()) return
  if (found) throw new Error(`${folder} is a file`)
  await makeMissing(dirname(folder))
  await mkdir(folder, { mode: 0o700 }).catch(unlessMeanwhileMade)
  await flushFolder(dirname(folder))
}

/** By another program that starts on the same folder; which of the two gets it, the lock decides. */
const unlessMeanwhileMade = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST') throw error
}
