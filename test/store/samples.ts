import type { RoleAssignment } from '../../src/core/access/roleAssignment.ts'
import type { CustomRole, RoleDefinition } from '../../src/core/access/roleDefinition.ts'
import type { AuthKey, AuthKeyName } from '../../src/core/authKey.ts'
import type { Factory } from '../../src/core/factory.ts'
import type { ResourceGroup } from '../../src/core/resourceGroup.ts'
import type { Runtime } from '../../src/core/runtime.ts'
import type { Reader, Store, Transaction } from '../../src/core/store.ts'
import type { Subscription } from '../../src/core/subscription.ts'
import type { Tenant } from '../../src/core/tenant.ts'

/** Ids with letters in them, so that their case can be changed. */
export const tenant: Tenant = {
  id: '1111aaaa-1111-1111-1111-111111111111',
  displayName: 'Us',
  defaultDomain: 'us.local',
}
export const subscription: Subscription = {
  id: '2222bbbb-2222-2222-2222-222222222222',
  displayName: 'Ours',
  tenantId: tenant.id,
}
export const group: ResourceGroup = {
  id: { subscriptionId: subscription.id, resourceGroupName: 'Group' },
  location: 'eastus',
  tags: { colour: 'blue' },
}
export const factory: Factory = {
  id: { ...group.id, factoryName: 'Factory-1' },
  location: 'East US',
  identity: { type: 'None', userAssignedIdentities: null },
  principalId: '3333cccc-3333-3333-3333-333333333333',
  tags: {},
  properties: { encryption: {}, nothing: null },
  etag: 'etag-1',
  createTime: '2026-01-02T03:04:05.6Z',
}
export const runtime: Runtime = {
  id: { ...factory.id, integrationRuntimeName: 'Runtime-1' },
  uid: '4444dddd-4444-4444-4444-444444444444',
  type: 'SelfHosted',
  properties: { type: 'SelfHosted', typeProperties: { linkedInfo: null } },
  etag: 'etag-2',
  createTime: '2026-01-02T03:04:06Z',
  autoUpdate: 'On',
  updateDelayOffset: undefined,
  lastOperation: undefined,
  interactiveQuery: undefined,
}

export const assignment: RoleAssignment = {
  id: '6666ffff-6666-6666-6666-666666666666',
  tenantId: tenant.id,
  principalId: '5555eeee-5555-5555-5555-555555555555',
  principalType: 'ServicePrincipal',
  roleDefinitionId: '7777aaaa-7777-7777-7777-777777777777',
  scope: '/subscriptions/2222bbbb-2222-2222-2222-222222222222/resourceGroups/Group',
  description: 'For the night',
  createdOn: '2026-01-02T03:04:05Z',
  updatedOn: '2026-01-02T03:04:06Z',
  createdBy: '8888bbbb-8888-8888-8888-888888888888',
  updatedBy: '9999cccc-9999-9999-9999-999999999999',
}
export const customRole: RoleDefinition & { readonly custom: CustomRole } = {
  id: assignment.roleDefinitionId,
  name: 'Rotator',
  description: 'May rotate keys',
  permissions: [{ actions: ['*/read'], notActions: ['A/read'], dataActions: ['B/read'], notDataActions: ['C/read'] }],
  assignableScopes: ['/subscriptions/2222bbbb-2222-2222-2222-222222222222'],
  custom: {
    tenantId: tenant.id,
    createdOn: '2026-01-02T03:04:05Z',
    updatedOn: '2026-01-02T03:04:06Z',
    createdBy: '8888bbbb-8888-8888-8888-888888888888',
    updatedBy: '9999cccc-9999-9999-9999-999999999999',
  },
}

/** The tenant, the subscription and the group. */
export const savePlaces = async (tx: Transaction): Promise<void> => {
  await tx.saveTenant(tenant)
  await tx.saveSubscription(subscription)
  await tx.saveResourceGroup(group)
}

export const authKey = (name: AuthKeyName, generation = 1): AuthKey => ({
  runtimeUid: runtime.uid,
  name,
  generation,
  fingerprint: `${name} ${generation}`,
  createTime: `2026-01-02T03:04:0${generation}Z`,
  createdBy: { objectId: '8888bbbb-8888-8888-8888-888888888888', name: 'Somebody' },
  supersededTime: undefined,
  uses: 0,
  lastUsedTime: undefined,
})

/** Both secrets of the runtime. */
export const secretsOf = async (tx: Reader) => [
  await tx.findAuthKeySecret(runtime.uid, 'authKey1'),
  await tx.findAuthKeySecret(runtime.uid, 'authKey2'),
]

/** All of the above, and both keys. */
export const saveAll = (store: Store): Promise<void> =>
  store.change(async (tx) => {
    await savePlaces(tx)
    await tx.saveFactory(factory)
    await tx.saveRuntime(runtime)
    await tx.saveAuthKey(authKey('authKey1'), 'one')
    await tx.saveAuthKey(authKey('authKey2'), 'two')
  })
