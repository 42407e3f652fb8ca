import type { Environment } from '../../config/readVariables.ts'
import { StartError } from '../../core/startError.ts'
import { wellKnownSecretOf } from '../../world/wellKnownSecretOf.ts'
import type { Terminal } from '../command.ts'
import { readInput } from '../readInput.ts'

interface Asked {
  readonly clientId: string
  readonly isOnStdin: boolean
}

/**
 * The secret of an application: from standard input, from the variables that Azure's own clients read, or the one that
 * everybody knows. Never from an argument, which everybody on the machine could see.
 *
 * @throws StartError when there is none.
 */
export const clientSecretOf = async ({ clientId, isOnStdin }: Asked, terminal: Terminal): Promise<string> => {
  const given = isOnStdin ? await readInput(terminal.stdin()) : secretIn(terminal.env, clientId)
  if (isOnStdin && given === '') throw new StartError('standard input has no secret')
  const secret = given || wellKnownSecretOf(clientId)
  if (secret === undefined) {
    throw new StartError(
      `the secret of the application ${clientId} is not known here: set AZURE_CLIENT_ID to it and AZURE_CLIENT_SECRET to its secret, or give --secret-stdin and the secret on standard input`,
    )
  }
  return secret
}

/** What is set for another application is nobody else's to see. */
const secretIn = ({ AZURE_CLIENT_ID: owner, AZURE_CLIENT_SECRET: secret }: Environment, clientId: string) =>
  !owner || owner.toLowerCase() === clientId.toLowerCase() ? secret : undefined
