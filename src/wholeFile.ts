import { open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { platform } from 'node:process'

/**
 * Writes a file whole: whoever reads `path`, even after a power cut, finds the old text or the new one. When it has
 * answered, the new text is on the disk.
 *
 * The text passes through `${path}.new`, so no two may write the same file at once.
 *
 * @param mode permissions of the file, less what the process's umask takes away; they hold before the text is written.
 * @throws Error of the file system, or of the text; then the old text is still there, unless only the last step failed,
 * the flush of the folder.
 */
export const writeWhole = async (path: string, text: AsyncIterable<string> | string, mode: number): Promise<void> => {
  const temporary = `${path}.new`
  // One that a crash has left behind may have other permissions, or be a link.
  await rm(temporary, { force: true })
  try {
    await writeFile(temporary, text, { mode, flag: 'wx', flush: true })
    await rename(temporary, path)
  } catch (error) {
    // The first error is the one to tell, not that the cleaning failed as well.
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
  await flushFolder(dirname(path))
}

/** Keeps the names in a folder, as the flush of a file keeps its text. Windows cannot flush a folder, and needs no flush. */
export const flushFolder = async (folder: string): Promise<void> => {
  if (platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
