import { requireProvider } from '../../core/provider.ts'
import { ok, operation } from '../operation.ts'
import { providerPath } from '../paths.ts'
import { ProviderReply, toProviderReply } from './schemas.ts'

/**
 * Shows a resource provider and whether the subscription has it registered; SDKs ask until it has.
 *
 * @throws CloudError `InvalidResourceNamespace`.
 */
export const get = operation({
  id: 'Providers_Get',
  method: 'GET',
  path: providerPath,
  action: 'Microsoft.Resources/subscriptions/providers/read',
  summary: 'Shows a resource provider and whether the subscription has it registered.',
  effect: 'read',
  body: null,
  replies: { 200: ProviderReply },

  handle: async ({ target, subscription }, tx) => {
    const provider = requireProvider(target.resourceProviderNamespace)
    return ok(toProviderReply(provider, subscription.id, await tx.listRegistrations(subscription.id)))
  },
})
