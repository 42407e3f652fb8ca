import { isGuid } from '../core/guid.ts'
import { shown } from '../core/shown.ts'
import type { EntraRequest } from './endpoint.ts'
import type { OAuthError } from './oauthError.ts'

interface RefusedSignIn {
  readonly error: OAuthError
  /** The application that the request says it is from; left out of the log where it is no GUID. */
  readonly clientId?: string
}

/**
 * Says in the log that somebody was refused, so that guesses at passwords and secrets can be seen there. Not the name that
 * was typed: people type passwords there.
 */
export const logRefusedSignIn = (
  { log, tenantName, connection }: EntraRequest,
  { error, clientId = '' }: RefusedSignIn,
): void =>
  log.warn(
    {
      code: error.code,
      tenant: shown(tenantName),
      ...(isGuid(clientId) && { clientId }),
      address: connection.address,
    },
    'a sign-in was refused',
  )
