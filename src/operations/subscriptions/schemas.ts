import { type Static, Type } from 'typebox'
import type { Region } from '../../core/regions.ts'
import { formatSubscriptionId } from '../../core/resourceId.ts'
import type { Subscription } from '../../core/subscription.ts'

export const SubscriptionReply = Type.Object(
  {
    id: Type.String(),
    authorizationSource: Type.Literal('RoleBased'),
    managedByTenants: Type.Array(Type.Object({ tenantId: Type.String() })),
    subscriptionId: Type.String(),
    tenantId: Type.String(),
    displayName: Type.String(),
    state: Type.Literal('Enabled'),
  },
  { additionalProperties: false },
)

/** Where resources can be made; what Azure tells of zones and places beyond that is left out. From memory: assumed. */
export const LocationReply = Type.Object(
  {
    id: Type.String(),
    subscriptionId: Type.String(),
    name: Type.String(),
    type: Type.Literal('Region'),
    displayName: Type.String(),
    regionalDisplayName: Type.String(),
  },
  { additionalProperties: false },
)

export const toSubscriptionReply = (subscription: Subscription): Static<typeof SubscriptionReply> => ({
  id: formatSubscriptionId(subscription.id),
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionId: subscription.id,
  tenantId: subscription.tenantId,
  displayName: subscription.displayName,
  state: 'Enabled',
})

export const toLocationReply = (region: Region, subscriptionId: string): Static<typeof LocationReply> => ({
  id: `${formatSubscriptionId(subscriptionId)}/locations/${region.name}`,
  subscriptionId,
  name: region.name,
  type: 'Region',
  displayName: region.displayName,
  regionalDisplayName: region.regionalDisplayName,
})
