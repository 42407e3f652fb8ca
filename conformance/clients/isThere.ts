import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Whether a program of that name is on the PATH. */
export const isThere = async (program: string): Promise<boolean> => {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const looks = await Promise.allSettled(folders.map((folder) => access(join(folder, program), constants.X_OK)))
  return looks.some(({ status }) => status === 'fulfilled')
}
