import type { Fault } from '../faults/fault.ts'
import { duplicates, type Place, placesIn, type TextPlace, textsIn, unknowns } from './places.ts'

/** What is wrong between the tenants of a world, the principals in them, and the roles that these are given. */
export const identityFaults = (world: Place): Fault[] => [
  ...duplicates(textsIn(world, 'tenants.*.id')),
  ...duplicates(textsIn(world, 'tenants.*.defaultDomain')),
  // Of all tenants together, because a role assignment names its principal by nothing else.
  ...duplicates(placesIn(world, 'tenants.*').flatMap(objectIds)),
  ...placesIn(world, 'tenants.*').flatMap((tenant) => tenantFaults(tenant, world)),
]

const objectIds = (tenant: Place): TextPlace[] =>
  textsIn(tenant, 'applications.*.objectId', 'users.*.objectId', 'managedIdentities.*.objectId')

const tenantFaults = (tenant: Place, world: Place): Fault[] => [
  ...duplicates(
    textsIn(tenant, 'applications.*.clientId', 'users.*.userPrincipalName', 'managedIdentities.*.clientId'),
  ),
  ...unknowns(
    textsIn(tenant, 'roleAssignments.*.principalId'),
    objectIds(tenant),
    'is the object id of nobody in this tenant',
  ),
  ...unknowns(
    textsIn(tenant, 'roleAssignments.*.scope').flatMap(subscriptionOf),
    subscriptionIds(tenant, world),
    'is in no subscription of this tenant',
  ),
]

/** The subscription that a scope is in, at the place of the scope; `/` is in none, and what is no scope neither. */
const subscriptionOf = ({ path, value }: TextPlace): TextPlace[] => {
  const id = value.match(/^\/subscriptions\/([^/]+)/i)?.[1]
  return id === undefined ? [] : [{ path, value: id }]
}

const subscriptionIds = (tenant: Place, world: Place): TextPlace[] => {
  const own = textsIn(tenant, 'id').map(({ value }) => value.toLowerCase())
  return placesIn(world, 'subscriptions.*')
    .filter((subscription) => textsIn(subscription, 'tenantId').some(({ value }) => own.includes(value.toLowerCase())))
    .flatMap((subscription) => textsIn(subscription, 'id'))
}
