import { platform } from 'node:process'
import { StartError } from './core/startError.ts'

/** Anybody else's permissions, and the group's to write. A group that may read is how clusters hand secrets out. */
const forbiddenMode = 0o027

interface SecretFile {
  readonly path: string
  /** As `stat` says. */
  readonly mode: number
  /** The secret, to be read after "others can read or change". */
  readonly what: string
}

/**
 * Refuses a file with a secret that others have a hand in. Windows has no such modes: there the folder's own list says who
 * may read.
 *
 * @throws StartError with the command to type.
 */
export const requirePrivate = ({ path, mode, what }: SecretFile): void => {
  if (platform === 'win32' || (mode & forbiddenMode) === 0) return
  const shown = (mode & 0o777).toString(8).padStart(4, '0')
  throw new StartError(`${path} has mode ${shown}: others can read or change ${what}. Type: chmod 600 '${path}'`)
}
