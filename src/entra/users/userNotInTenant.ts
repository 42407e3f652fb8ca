import type { Tenant } from '../../core/tenant.ts'
import { OAuthError } from '../oauthError.ts'
import type { Parties } from './parties.ts'

/** A user comes with what another tenant gave; there are no guests here. Recorded. */
export const userNotInTenant = ({ user, tenant: home, client }: Parties, { displayName }: Tenant): OAuthError =>
  new OAuthError(
    'UserNotInTenant',
    `User account '${user.name}' from identity provider '${home.displayName}' does not exist in tenant ` +
      `'${displayName}' and cannot access the application '${client.clientId}'(${client.displayName}) in that tenant. ` +
      'The account needs to be added as an external user in the tenant first. Sign out and sign in again with a ' +
      'different Azure Active Directory user account.',
  )
