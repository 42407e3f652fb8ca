import { type Static, Type } from 'typebox'
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

export const toSubscriptionReply = (subscription: Subscription): Static<typeof SubscriptionReply> => ({
  id: formatSubscriptionId(subscription.id),
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionId: subscription.id,
  tenantId: subscription.tenantId,
  displayName: subscription.displayName,
  state: 'Enabled',
})
