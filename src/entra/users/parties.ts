import type { Origins } from '../../core/origins.ts'
import type { Principal } from '../../core/principal.ts'
import type { Reader } from '../../core/store.ts'
import type { Tenant } from '../../core/tenant.ts'
import { applicationNotFound } from '../clients/applicationNotFound.ts'
import type { Client } from '../clients/client.ts'
import { findClient } from '../clients/findClient.ts'
import { OAuthError } from '../oauthError.ts'
import type { SignedIn } from '../tickets/ticketContents.ts'

/** Everybody whom the sign-in of a user concerns, as they are now. */
export interface Parties {
  readonly tenant: Tenant
  readonly user: Principal
  readonly client: Client
}

interface Asked {
  readonly signedIn: SignedIn
  /** GUID, lower case. */
  readonly clientId: string
  readonly origins: Origins
}

/**
 * Whom a sign-in concerns: what was given to a user ends with the user, and with the application.
 *
 * @throws OAuthError `UserNotFound`, `ApplicationNotFound`.
 */
export const requireParties = async (tx: Reader, { signedIn, clientId, origins }: Asked): Promise<Parties> => {
  const tenant = await tx.findTenant(signedIn.tenantId)
  const user = await tx.findPrincipalById(signedIn.tenantId, signedIn.objectId)
  if (!tenant || user?.kind !== 'user') throw userNotFound(signedIn)
  const client = await findClient(tx, { clientId, tenant, origins })
  if (!client) throw applicationNotFound(clientId, tenant)
  return { tenant, user, client }
}

/** Text documented. */
const userNotFound = ({ objectId, tenantId }: SignedIn): OAuthError =>
  new OAuthError(
    'UserNotFound',
    `The user account ${objectId} does not exist in the ${tenantId} directory. To sign into this application, the ` +
      'account must be added to the directory.',
  )
