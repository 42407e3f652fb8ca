import type { Reader } from '../../core/store.ts'
import type { EndpointParts } from '../endpoint.ts'
import { findSignInTenant } from '../tenants.ts'
import type { Found } from '../tickets/tickets.ts'
import { type Parties, requireParties } from '../users/parties.ts'
import type { Session } from '../users/session.ts'
import { userNotInTenant } from '../users/userNotInTenant.ts'

/** A device that waits for an answer, and whom the answer would concern. */
export interface Question {
  readonly found: Found<'userCode'>
  readonly parties: Parties
}

/**
 * What a user is asked with a code; undefined for a code that is not known, is over, or has been answered.
 *
 * @throws OAuthError `UserNotInTenant`, `ApplicationNotFound` for a device that is not there for this user.
 */
export const findQuestion = async (
  tx: Reader,
  { tickets, origins }: EndpointParts,
  { userCode, session }: { readonly userCode: string; readonly session: Session },
): Promise<Question | undefined> => {
  const found = await tickets.find(tx, 'userCode', userCode)
  if (!found || found.content.answer !== undefined) return undefined
  const { tenantName, clientId } = found.content
  const parties = await requireParties(tx, { signedIn: session, clientId, origins })
  const tenant = await findSignInTenant(tx, tenantName)
  if (tenant && tenant.id !== session.tenantId) throw userNotInTenant(parties, tenant)
  return { found, parties }
}
