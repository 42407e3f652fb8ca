import { lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from '../../core/startError.ts'

/** The file that tells a folder of ours from everybody else's. */
const marker = 'made-by-lazulite'
const markerText = 'Made by "lazulite setup"; "--undo" removes this folder with all that is in it.\n'

/**
 * Makes a folder in place of the one that an earlier run has made there, if any. `fill` gets a folder to fill, which
 * takes its place only when it is full: until then, and when it fails, what was there stays.
 *
 * @param folder absolute.
 * @throws StartError when something else is there, or the folder cannot be made; and what `fill` throws.
 */
export const makeOwnFolder = async (folder: string, fill: (folder: string) => Promise<void>): Promise<void> => {
  const draft = `${folder}.new`
  await refuseForeign(folder)
  // One that was stopped half way has left it behind.
  await removeOwnFolder(draft)
  try {
    await mkdir(draft, { recursive: true, mode: 0o700 })
    await writeFile(join(draft, marker), markerText)
  } catch (cause) {
    throw new StartError(`${draft} cannot be made: ${(cause as Error).message}`, { cause })
  }
  try {
    await fill(draft)
    await removeOwnFolder(folder)
    await rename(draft, folder)
  } catch (error) {
    await removeOwnFolder(draft)
    throw error
  }
}

/**
 * Removes a folder that `makeOwnFolder` has made, with all that is in it.
 *
 * @returns whether there was one.
 * @throws StartError when it is somebody else's.
 */
export const removeOwnFolder = async (folder: string): Promise<boolean> => {
  if (!(await refuseForeign(folder))) return false
  try {
    await rm(folder, { recursive: true, maxRetries: 3 })
  } catch (cause) {
    throw new StartError(`${folder} cannot be removed: ${(cause as Error).message}`, { cause })
  }
  return true
}

/** @returns whether anything is there. */
const refuseForeign = async (folder: string): Promise<boolean> => {
  const text = await readFile(join(folder, marker), 'utf8').catch((error: NodeJS.ErrnoException) => error)
  if (text === markerText) return true
  if (text instanceof Error && text.code === 'ENOENT' && !(await isThere(folder))) return false
  throw new StartError(
    `${folder} was not made by "lazulite setup", and stays as it is: remove it yourself, or name another with --folder`,
  )
}

/** A link that leads nowhere is there, too. */
const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )
