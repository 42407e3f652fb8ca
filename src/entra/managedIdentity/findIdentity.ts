import type { Principal } from '../../core/principal.ts'
import type { Reader } from '../../core/store.ts'
import type { Tenant } from '../../core/tenant.ts'
import type { Parameters } from '../parameters.ts'
import { IdentityError } from './identityError.ts'

interface MachineIdentity {
  readonly tenant: Tenant
  readonly identity: Principal
}

/**
 * The identity of this machine: one of the managed identities of the world's first tenant. The only one needs no name; of
 * several one must be named, by its `client_id`, its object id or its resource id.
 *
 * @throws IdentityError in the words of Azure's machines. Recorded.
 */
export const findIdentity = async (tx: Reader, asked: Parameters): Promise<MachineIdentity> => {
  const world = await tx.findWorld()
  const tenant = world && (await tx.findTenant(world.tenantId))
  if (!tenant) throw new IdentityError('Identity not found')

  const identities = await tx.listPrincipals(tenant.id, 'managedIdentity')
  const [identity, ...others] = identities.filter((one) => isWanted(one, asked))
  if (!identity) throw new IdentityError('Identity not found')
  if (others.length === 0) return { tenant, identity }
  throw new IdentityError(
    'Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request',
  )
}

/** Whether it is what each of the names says that were given; without one, it is. */
const isWanted = ({ name, objectId, displayName }: Principal, asked: Parameters): boolean => {
  const { client_id, object_id, principal_id, msi_res_id, mi_res_id } = asked
  const isName = (own: string) => (given: string | undefined) => !given || given.toLowerCase() === own
  const isResource = (given: string | undefined): boolean => !given || nameIn(given) === displayName.toLowerCase()
  return (
    [client_id].every(isName(name)) &&
    [object_id, principal_id].every(isName(objectId)) &&
    [msi_res_id, mi_res_id].every(isResource)
  )
}

/** A world places its identities in no resource group, and so the last part of a resource id is all that tells them. */
const nameIn = (resourceId: string): string | undefined => identityId.exec(resourceId.toLowerCase())?.[1]

const identityId =
  /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.managedidentity\/userassignedidentities\/([^/]+)$/
