import { shown } from '../../core/shown.ts'
import type { Tenant } from '../../core/tenant.ts'
import { notInstalled } from '../notInstalled.ts'
import { OAuthError } from '../oauthError.ts'

/** Recorded. */
export const applicationNotFound = (clientId: string, { displayName }: Pick<Tenant, 'displayName'>): OAuthError =>
  new OAuthError(
    'ApplicationNotFound',
    `Application with identifier '${shown(clientId)}' was not found in the directory '${displayName}'. ` +
      `This can happen if the application ${notInstalled} ` +
      'You may have sent your authentication request to the wrong tenant.',
  )
