import type { Tenant } from '../../core/tenant.ts'
import { OAuthError } from '../oauthError.ts'
import { shown } from '../shown.ts'

/** Recorded. */
export const applicationNotFound = (clientId: string, { displayName }: Pick<Tenant, 'displayName'>): OAuthError =>
  new OAuthError(
    'ApplicationNotFound',
    `Application with identifier '${shown(clientId)}' was not found in the directory '${displayName}'. ` +
      `This can happen if the application ${notInstalled} ` +
      'You may have sent your authentication request to the wrong tenant.',
  )

/** Why Entra does not find what is asked for in a directory, an application or a resource. */
export const notInstalled =
  'has not been installed by the administrator of the tenant or consented to by any user in the tenant.'
