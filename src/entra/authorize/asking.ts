import type { Origins } from '../../core/origins.ts'
import type { Reader } from '../../core/store.ts'
import type { Tenant } from '../../core/tenant.ts'
import { applicationNotFound } from '../clients/applicationNotFound.ts'
import { type Client, findClient } from '../clients/client.ts'
import type { SignInForm } from '../pages/signInPage.ts'
import { type Parameters, requireParameter } from '../parameters.ts'
import { findSignInTenant } from '../tenants.ts'
import { paths, type Version } from '../version.ts'
import { formSourceOf } from './deliver.ts'
import { type RedirectTarget, redirectTarget } from './redirectTarget.ts'

/** What stands in an authorization request: nothing of it is checked. */
export interface Asked {
  /** First segment of the path. */
  readonly tenantName: string
  readonly version: Version
  readonly parameters: Parameters
}

/** An authorization request that can be answered where it says, be it with a refusal. */
export interface Asking extends Asked {
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
export const readAsking = async (tx: Reader, { origins }: { origins: Origins }, asked: Asked): Promise<Asking> => {
  const { tenantName, version, parameters } = asked
  const clientId = requireParameter(parameters, 'client_id')
  const named = await findSignInTenant(tx, tenantName)
  const client = await findClient(tx, { clientId, tenant: named, origins })
  if (!client) throw applicationNotFound(clientId, named ?? { displayName: tenantName })
  const target = redirectTarget(client, parameters.redirect_uri, version)
  // An application of one tenant has users of that tenant alone, also where the path leaves it open.
  const tenant = named ?? (client.tenantId === undefined ? undefined : await tx.findTenant(client.tenantId))
  return { ...asked, client, target, tenant }
}

/** The sign-in page for who asks. */
export const signInFormOf = (asking: Asking): SignInForm => ({
  tenantName: asking.tenant?.id ?? asking.tenantName,
  continueTo: continueToOf(asking),
  applicationName: asking.client.displayName,
  organizationName: asking.tenant?.displayName,
  userName: asking.parameters.login_hint,
  formAction: [formSourceOf(asking.target.uri)],
})

/** The same request, for when the user has done what `prompt` and `login_hint` say. */
export const continueToOf = ({ tenantName, version, parameters }: Asked): string => {
  const { prompt: _done, login_hint: _shown, ...others } = parameters
  return `/${tenantName}${paths[version].authorize}?${new URLSearchParams(others)}`
}
