import { readFile } from 'node:fs/promises'
import { StartError } from '../core/startError.ts'

/**
 * The authority of a server, in PEM.
 *
 * @throws StartError when its file cannot be read.
 */
export const readAuthority = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new StartError(`the server's authority cannot be read: ${(cause as Error).message}`, { cause })
  }
}
