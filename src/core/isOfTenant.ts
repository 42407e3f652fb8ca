import type { Reader } from './store.ts'

/** Whether a subscription is there, and in that tenant. */
export const isOfTenant = async (tx: Reader, tenantId: string, subscriptionId: string): Promise<boolean> => {
  const subscription = await tx.findSubscription(subscriptionId)
  return subscription?.tenantId.toLowerCase() === tenantId.toLowerCase()
}
