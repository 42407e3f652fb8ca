import { StartError } from '../../core/startError.ts'
import { wellKnownSecretOf } from '../../world/wellKnownSecretOf.ts'
import type { Terminal } from '../command.ts'
import { readInput } from '../readInput.ts'

/** Not a setting of the server. */
export const secretVariable = 'LAZULITE_CLIENT_SECRET'

interface Asked {
  readonly clientId: string
  readonly isOnStdin: boolean
}

/**
 * The secret of an application: from standard input, from the variable, or the one that everybody knows. Never from an
 * argument, which everybody on the machine could see.
 *
 * @throws StartError when there is none.
 */
export const clientSecretOf = async ({ clientId, isOnStdin }: Asked, terminal: Terminal): Promise<string> => {
  const given = isOnStdin ? await readInput(terminal.stdin()) : terminal.env[secretVariable]
  if (isOnStdin && given === '') throw new StartError('standard input has no secret')
  const secret = given || wellKnownSecretOf(clientId)
  if (secret === undefined) {
    throw new StartError(
      `the secret of the application ${clientId} is not known here: set ${secretVariable}, or give --secret-stdin and the secret on standard input`,
    )
  }
  return secret
}
