import { createRuntime } from '../core/createRuntime.ts'
import type { Effects } from '../core/effects.ts'
import { newFactory } from '../core/factory.ts'
import { normalizeLocation } from '../core/location.ts'
import { findProvider } from '../core/provider.ts'
import type { FactoryId, ResourceGroupId } from '../core/resourceId.ts'
import type { Transaction } from '../core/store.ts'
import { withoutRuntimeState } from '../schemas/runtime/runtimeProperties.ts'
import type { WorldFactory, WorldResourceGroup, WorldSubscription } from './worldSchema.ts'

/** Saves a subscription with all that is in it, as if all had been created one after the other. */
export const saveSubscription = async (
  tx: Transaction,
  subscription: WorldSubscription,
  effects: Effects,
): Promise<void> => {
  const { displayName, registeredProviders = [], resourceGroups = [] } = subscription
  const id = subscription.id.toLowerCase()
  await tx.saveSubscription({ id, displayName, tenantId: subscription.tenantId.toLowerCase() })
  for (const provider of registeredProviders.map(findProvider)) {
    if (provider?.registration === 'onRequest') await tx.saveRegistration(id, provider.namespace)
  }
  for (const group of resourceGroups) await saveResourceGroup(tx, { ...group, subscriptionId: id }, effects)
}

const saveResourceGroup = async (
  tx: Transaction,
  { subscriptionId, name, location, tags = {}, factories = [] }: WorldResourceGroup & { subscriptionId: string },
  effects: Effects,
): Promise<void> => {
  const id: ResourceGroupId = { subscriptionId, resourceGroupName: name }
  await tx.saveResourceGroup({ id, location: normalizeLocation(location), tags })
  for (const factory of factories) await saveFactory(tx, { ...factory, group: id }, effects)
}

const saveFactory = async (
  tx: Transaction,
  { group, name, location, identity, tags = {}, integrationRuntimes = [] }: WorldFactory & { group: ResourceGroupId },
  effects: Effects,
): Promise<void> => {
  const id: FactoryId = { ...group, factoryName: name }
  await tx.saveFactory(newFactory(id, { location, identity, tags, properties: {} }, effects))
  for (const { name: integrationRuntimeName, properties } of integrationRuntimes) {
    const runtime = { id: { ...id, integrationRuntimeName }, type: properties.type }
    await createRuntime(tx, { ...runtime, properties: withoutRuntimeState(properties) }, effects)
  }
}
