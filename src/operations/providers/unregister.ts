import { requireProvider } from '../../core/provider.ts'
import { ok, operation } from '../operation.ts'
import { providerPath } from '../paths.ts'
import { ProviderReply, toProviderReply } from './schemas.ts'

/**
 * Takes the registration for a resource provider away, at once: from the next request on, the subscription is told that it
 * is missing. What the provider has there stays. Those that are always registered stay so.
 *
 * @throws CloudError `InvalidResourceNamespace`.
 */
export const unregister = operation({
  id: 'Providers_Unregister',
  method: 'POST',
  path: `${providerPath}/unregister`,
  action: ':resourceProviderNamespace/unregister/action',
  summary: 'Takes the registration of a subscription for a resource provider away.',
  effect: 'change',
  body: null,
  replies: { 200: ProviderReply },

  handle: async ({ target, subscription }, tx) => {
    const provider = requireProvider(target.resourceProviderNamespace)
    await tx.deleteRegistration(subscription.id, provider.namespace)
    return ok(toProviderReply(provider, subscription.id, await tx.listRegistrations(subscription.id)))
  },
})
