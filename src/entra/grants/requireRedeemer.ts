import type { Reader } from '../../core/store.ts'
import type { Tenant } from '../../core/tenant.ts'
import { requestedClientId } from '../clients/clientAuthentication.ts'
import type { EndpointParts } from '../endpoint.ts'
import type { OAuthError } from '../oauthError.ts'
import { findSignInTenant } from '../tenants.ts'
import type { Consent, SignedIn } from '../tickets/ticketContents.ts'
import { type Parties, requireParties } from '../users/parties.ts'
import type { TokenRequest } from './grant.ts'
import { grantOfAnotherClient } from './grantErrors.ts'

/** What an application shows of a user's sign-in, to get tokens for it. */
interface Shown<Content> {
  readonly request: TokenRequest
  /** What is remembered of it; throws for what is not known. */
  find(): Promise<Content>
  /** Who has signed in; throws where nobody has yet. */
  signedInOf(content: Content): SignedIn
  /** What it is refused with at the path of another tenant than the user's. */
  elsewhere(parties: Parties, tenant: Tenant): OAuthError
}

interface Redeemable<Content> {
  readonly content: Content
  readonly signedIn: SignedIn
  readonly parties: Parties
}

/**
 * Refuses what was given to another application or to a user of another tenant, or to one of either that is gone. Whether
 * the application is who it says is `proveClient`'s to find out.
 *
 * @throws OAuthError the first refusal: tenant of the path, what is shown, its application, who has signed in, everybody
 * whom it concerns, their tenant.
 */
export const requireRedeemer = async <Content extends Pick<Consent, 'clientId'>>(
  tx: Reader,
  { origins }: Pick<EndpointParts, 'origins'>,
  { request, find, signedInOf, elsewhere }: Shown<Content>,
): Promise<Redeemable<Content>> => {
  const clientId = requestedClientId(request)
  const tenant = await findSignInTenant(tx, request.tenantName)
  const content = await find()
  if (content.clientId !== clientId) throw grantOfAnotherClient()
  const signedIn = signedInOf(content)
  const parties = await requireParties(tx, { signedIn, clientId, origins })
  if (tenant && tenant.id !== signedIn.tenantId) throw elsewhere(parties, tenant)
  return { content, signedIn, parties }
}
