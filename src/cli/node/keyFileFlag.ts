import { Type } from 'typebox'
import { StartError } from '../../core/startError.ts'
import { parseAuthKey, readAuthKeyFile } from '../../nodeAgent/authKeyFile.ts'
import type { Terminal } from '../command.ts'
import { readInput } from '../readInput.ts'

/** The flag that says where a key is. Never the key itself: everybody on the machine can see arguments. */
export const keyFileFlag = Type.Optional(
  Type.String({
    minLength: 1,
    expects: 'the path of a file, or - for standard input',
    placeholder: 'FILE',
    description: 'File that has the key, as listAuthKeys shows it, and nothing else; - for standard input.',
  }),
)

/**
 * What reads the key: a file each time anew, standard input once.
 *
 * @throws StartError when there is none now.
 */
export const keyReader = async (keyFile: string | undefined, { stdin }: Terminal): Promise<() => Promise<string>> => {
  if (keyFile === undefined)
    throw new StartError('--key-file is missing: the file that has the key, or - for standard input')
  if (keyFile !== '-') {
    await readAuthKeyFile(keyFile)
    return () => readAuthKeyFile(keyFile)
  }
  const key = parseAuthKey(await readInput(stdin()), 'standard input')
  return async () => key
}
