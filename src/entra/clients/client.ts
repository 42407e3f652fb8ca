import { type AppRegistration, plainRegistration } from '../../core/appRegistration.ts'
import type { Origins } from '../../core/origins.ts'
import type { Principal } from '../../core/principal.ts'
import type { Reader } from '../../core/store.ts'
import type { Tenant } from '../../core/tenant.ts'
import { clientOfEveryTenant } from './clientOfEveryTenant.ts'

/** An application that users sign in with: one of the tenant's own, or one that every tenant knows. */
export interface Client {
  /** GUID, lower case. */
  readonly clientId: string
  readonly displayName: string
  /** Whose users may sign in with it; undefined where those of every tenant may. */
  readonly tenantId: string | undefined
  /** Undefined for one that cannot keep a secret, or was given none. */
  readonly secretHash: string | undefined
  readonly registration: AppRegistration
}

/**
 * The client of that id; undefined where neither the tenant nor every tenant knows it.
 *
 * @param tenant undefined where it is not known yet who signs in, and so of which tenant: an application of any one
 * tenant counts then, one of several does not.
 */
export const findClient = async (
  tx: Reader,
  { clientId: given, tenant, origins }: { clientId: string; tenant: Tenant | undefined; origins: Origins },
): Promise<Client | undefined> => {
  const clientId = given.toLowerCase()
  const known = (await tx.listPrincipalsNamed(clientId)).filter(
    ({ kind, tenantId }) => kind === 'application' && (!tenant || tenantId === tenant.id),
  )
  const [application, ...others] = known
  if (application && others.length === 0) return clientOf(application)
  return clientOfEveryTenant(clientId, origins)
}

/** An application of a tenant's own, as a client. */
export const clientOf = (application: Principal): Client => {
  const { name, displayName, tenantId, secretHash, registration = plainRegistration } = application
  return { clientId: name, displayName, tenantId, secretHash, registration }
}
