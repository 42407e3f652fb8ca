import type { Effects } from '../core/effects.ts'
import type { Store } from '../core/store.ts'
import type { StoredWorld } from '../core/storedWorld.ts'
import { builtInWorld } from './builtInWorld.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type HashSecret, principalsOf, roleAssignmentsOf } from './principals.ts'
import { saveSubscription } from './resources.ts'
import type { World, WorldSubscription } from './worldSchema.ts'

export interface WorldTools {
  readonly store: Store
  readonly effects: Effects
  readonly hashSecret: HashSecret
}

interface Applied {
  /** What the store has then. */
  readonly stored: StoredWorld
  /** Whether that is the world that was given, and not another's. */
  readonly isOurs: boolean
}

/**
 * Begins a fresh store with a world, in one transaction: all of it or nothing. A store that somebody has begun in the
 * meantime is left as it is.
 */
export const applyWorld = async (world: World, { store, effects, hashSecret }: WorldTools): Promise<Applied> => {
  // Slow, and so not within the transaction, in which others wait.
  const stored = await toStoredWorld(world, effects)
  const principals = (await Promise.all(world.tenants.map((tenant) => principalsOf(tenant, hashSecret)))).flat()

  return store.change(async (tx) => {
    const begun = await tx.findWorld()
    if (begun) return { stored: begun, isOurs: false }
    for (const { id, displayName, defaultDomain } of world.tenants) {
      await tx.saveTenant({ id: id.toLowerCase(), displayName, defaultDomain })
    }
    for (const principal of principals) await tx.savePrincipal(principal)
    for (const tenant of world.tenants) {
      for (const assignment of roleAssignmentsOf(tenant, effects)) await tx.saveRoleAssignment(assignment)
    }
    for (const subscription of world.subscriptions ?? []) await saveSubscription(tx, subscription, effects)
    await tx.addWorld(stored)
    return { stored, isOurs: true }
  })
}

const toStoredWorld = async (world: World, { randomBytes }: Effects): Promise<StoredWorld> => {
  // biome-ignore lint/style/noNonNullAssertion: the schema wants at least one.
  const tenant = world.tenants[0]!
  const isInTenant = ({ tenantId }: WorldSubscription): boolean => tenantId.toLowerCase() === tenant.id.toLowerCase()
  return {
    fingerprint: world === builtInWorld ? 'built-in' : await fingerprintOf(world, randomBytes(16)),
    isBuiltIn: world === builtInWorld,
    tenantId: tenant.id.toLowerCase(),
    subscriptionId: world.subscriptions?.find(isInTenant)?.id.toLowerCase(),
    clientId: tenant.applications?.[0]?.clientId.toLowerCase(),
  }
}
