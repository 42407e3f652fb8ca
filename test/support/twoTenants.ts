import { builtInWorld } from '../../src/world/builtInWorld.ts'
import type { World } from '../../src/world/worldSchema.ts'
import { subscriptionId, tenantId } from './known.ts'

/** A subscription that has registered no provider. */
export const bareSubscriptionId = '77777777-7777-7777-7777-777777777777'
/** A tenant of other people, and their subscription. */
export const otherTenantId = '88888888-8888-8888-8888-888888888888'
export const otherSubscriptionId = '88888888-8888-8888-8888-000000000001'

/** May do everything in one resource group of the first subscription, and nothing elsewhere. */
export const groupOwner = {
  clientId: '99999999-9999-9999-9999-000000000001',
  objectId: '99999999-9999-9999-9999-00000000000a',
}

/** The built-in world and more: a subscription without providers, somebody with part of one, and other people. */
export const twoTenants: World = {
  tenants: [
    ...builtInWorld.tenants.map((tenant) => ({
      ...tenant,
      managedIdentities: [...(tenant.managedIdentities ?? []), { ...groupOwner, displayName: 'Owner of a group' }],
      roleAssignments: [
        ...(tenant.roleAssignments ?? []),
        {
          principalId: groupOwner.objectId,
          role: 'Owner',
          scope: `/subscriptions/${subscriptionId}/resourceGroups/rg`,
        },
      ],
    })),
    { id: otherTenantId, displayName: 'Others', defaultDomain: 'others.local' },
  ],
  subscriptions: [
    ...(builtInWorld.subscriptions ?? []),
    { id: bareSubscriptionId, displayName: 'Bare', tenantId },
    { id: otherSubscriptionId, displayName: 'Theirs', tenantId: otherTenantId },
  ],
}
