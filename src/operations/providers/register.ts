import { requireProvider } from '../../core/provider.ts'
import { ok, operation } from '../operation.ts'
import { providerPath } from '../paths.ts'
import { ProviderReply, toProviderReply } from './schemas.ts'

/**
 * Registers a subscription for a resource provider, at once. SDKs do so by themselves when they are told
 * that it is missing.
 *
 * @throws CloudError `InvalidResourceNamespace`.
 */
export const register = operation({
  id: 'Providers_Register',
  method: 'POST',
  path: `${providerPath}/register`,
  action: ':resourceProviderNamespace/register/action',
  summary: 'Registers a subscription for a resource provider.',
  effect: 'change',
  body: null,
  replies: { 200: ProviderReply },

  handle: async ({ target, subscription }, tx) => {
    const provider = requireProvider(target.resourceProviderNamespace)
    if (provider.registration === 'onRequest') await tx.saveRegistration(subscription.id, provider.namespace)
    return ok(toProviderReply(provider, subscription.id, await tx.listRegistrations(subscription.id)))
  },
})
