import type { Origins } from '../../core/origins.ts'
import type { Reader } from '../../core/store.ts'
import type { Tenant } from '../../core/tenant.ts'
import { type Client, clientOf } from './client.ts'
import { clientOfEveryTenant } from './clientOfEveryTenant.ts'

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
