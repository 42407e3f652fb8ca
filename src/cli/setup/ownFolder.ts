import { lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StartError } from '../../core/startError.ts'
import { azFolderIn } from '../azFolderIn.ts'

/** The file that tells a folder of ours from everybody else's, wherever it is. */
const marker = 'made-by-lazulite'
const markerText = 'Made by "lazulite setup"; "--undo" removes this folder with all that is in it.\n'

/**
 * Makes a folder in place of the one that is ours there, if any. `fill` gets a folder to fill, which takes its place only
 * when it is full: until then, and when it fails, what was there stays.
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
 * Removes a folder that `makeOwnFolder` has made, or that is ours by its place, with all that is in it.
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
  // Not followed: a link that leads nowhere is there, too.
  const found = await lstat(folder).catch(() => undefined)
  if (text instanceof Error && text.code === 'ENOENT' && !found) return false
  if (found?.isDirectory() && (await isInDataFolder(folder))) return true
  throw new StartError(
    `${folder} was not made by "lazulite setup", and stays as it is: remove it yourself, or name another with --folder`,
  )
}

/** Whether it is where az itself makes one that has the settings of `lazulite env`; the server need not run. */
const isInDataFolder = async (folder: string): Promise<boolean> => {
  const data = dirname(folder)
  if (folder !== azFolderIn(data)) return false
  const database = await lstat(join(data, 'lazulite.db')).catch(() => undefined)
  return database?.isFile() ?? false
}
