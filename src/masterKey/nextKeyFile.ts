import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { flushFolder } from '../wholeFile.ts'
import { orUnwritable } from './keyFile.ts'

/** Where the key lies that is to take the place of the one in `path`. */
export const nextKeyFile = (path: string): string => `${path}.next`

/** The next key takes its place, and the one before is gone. */
export const takeNextKeyFile = (path: string): Promise<void> =>
  orUnwritable(path, async () => {
    await rename(nextKeyFile(path), path)
    await flushFolder(dirname(path))
  })

/** The next key is gone, if there was one: nothing is wrapped by it. */
export const dropNextKeyFile = (path: string): Promise<void> =>
  orUnwritable(nextKeyFile(path), () => rm(nextKeyFile(path), { force: true }))
