import { isRegistered, subscriptionNotRegistered } from '../core/provider.ts'
import type { Reader, Store } from '../core/store.ts'
import { type Subscription, subscriptionNotFound } from '../core/subscription.ts'
import type { Target } from './gate.ts'
import type { Resource } from './resource.ts'

/**
 * The subscription that a URL names, undefined for one that names none.
 *
 * @throws CloudError `SubscriptionNotFound` or `InvalidSubscriptionId`, before anybody is asked who he is. Recorded.
 */
export const requireSubscription = async (
  store: Store,
  { subscriptionId }: Target,
): Promise<Subscription | undefined> => {
  if (subscriptionId === undefined) return undefined
  const subscription = await store.read((tx) => tx.findSubscription(subscriptionId))
  if (!subscription) throw subscriptionNotFound(subscriptionId)
  return subscription
}

/**
 * Refuses what a provider would have to answer in a subscription that has not registered it.
 *
 * @throws CloudError `MissingSubscriptionRegistration`. Recorded.
 */
export const requireRegistration = async (
  tx: Reader,
  { provided }: Resource,
  subscription: Subscription | undefined,
): Promise<void> => {
  if (!provided || !subscription) return
  const registered = await tx.listRegistrations(subscription.id)
  if (!isRegistered(provided.provider, registered)) throw subscriptionNotRegistered(provided.provider.namespace)
}
