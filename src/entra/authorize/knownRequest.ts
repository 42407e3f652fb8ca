import type { Origins } from '../../core/origins.ts'
import type { Reader } from '../../core/store.ts'
import type { Tenant } from '../../core/tenant.ts'
import { applicationNotFound } from '../clients/applicationNotFound.ts'
import type { Client } from '../clients/client.ts'
import { findClient } from '../clients/findClient.ts'
import type { SignInForm } from '../pages/signInPage.ts'
import { requireParameter } from '../parameters.ts'
import { findSignInTenant } from '../tenants.ts'
import { type AuthorizationRequest, continueToOf } from './authorizationRequest.ts'
import { formSourceOf } from './deliver.ts'
import { type RedirectTarget, redirectTarget } from './redirectTarget.ts'

/** An authorization request of which it is known who asks, and where the answer may go, be it a refusal. */
export interface KnownRequest extends AuthorizationRequest {
  readonly client: Client
  readonly target: RedirectTarget
  /** Whose users may sign in; undefined for those of every tenant. */
  readonly tenant: Tenant | undefined
}

/**
 * Finds out who asks, and where the answer may go.
 *
 * @throws OAuthError for whatever may be shown to the user alone, as nobody knows yet whom else to tell.
 */
export const requireKnownRequest = async (
  tx: Reader,
  { origins }: { readonly origins: Origins },
  request: AuthorizationRequest,
): Promise<KnownRequest> => {
  const { tenantName, version, parameters } = request
  const clientId = requireParameter(parameters, 'client_id')
  const named = await findSignInTenant(tx, tenantName)
  const client = await findClient(tx, { clientId, tenant: named, origins })
  if (!client) throw applicationNotFound(clientId, named ?? { displayName: tenantName })
  const target = redirectTarget(client, parameters.redirect_uri, version)
  // An application of one tenant has users of that tenant alone, also where the path leaves it open.
  const tenant = named ?? (client.tenantId === undefined ? undefined : await tx.findTenant(client.tenantId))
  return { ...request, client, target, tenant }
}

/** The sign-in page for who asks. */
export const signInFormOf = (known: KnownRequest): SignInForm => ({
  tenantName: known.tenant?.id ?? known.tenantName,
  continueTo: continueToOf(known),
  applicationName: known.client.displayName,
  organizationName: known.tenant?.displayName,
  userName: known.parameters.login_hint,
  formAction: [formSourceOf(known.target.uri)],
})
