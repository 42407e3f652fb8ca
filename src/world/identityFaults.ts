import { findBuiltInRole } from '../core/access/builtInRoles.ts'
import { parseId } from '../core/resourceId.ts'
import { scopeKey } from '../core/scope.ts'
import type { Fault } from '../faults/fault.ts'
import { duplicates, type Place, placesIn, type TextPlace, textsIn, unknowns } from '../faults/places.ts'

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
  ...duplicates(placesIn(tenant, 'roleAssignments.*').flatMap(gift)),
]

/** Who is given which role where, as one text: the same gift twice would be two assignments that the API never makes. */
const gift = (assignment: Place): TextPlace[] => {
  const [principalId, role, scope] = ['principalId', 'role', 'scope'].map((name) => textsIn(assignment, name)[0]?.value)
  if (principalId === undefined || role === undefined || scope === undefined) return []
  return [{ path: assignment.path, value: `${principalId} ${findBuiltInRole(role)?.id ?? role} ${scopeKey(scope)}` }]
}

/** The subscription that a scope is in, at the place of the scope; `/` is in none, and what is no scope neither. */
const subscriptionOf = ({ path, value }: TextPlace): TextPlace[] => {
  const names = parseId(value)
  return names ? [{ path, value: names.subscriptionId }] : []
}

const subscriptionIds = (tenant: Place, world: Place): TextPlace[] => {
  const own = textsIn(tenant, 'id').map(({ value }) => value.toLowerCase())
  return placesIn(world, 'subscriptions.*')
    .filter((subscription) => textsIn(subscription, 'tenantId').some(({ value }) => own.includes(value.toLowerCase())))
    .flatMap((subscription) => textsIn(subscription, 'id'))
}
