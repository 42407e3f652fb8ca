import { providers } from '../../core/provider.ts'
import { ok, operation } from '../operation.ts'
import { subscriptionPath } from '../paths.ts'
import { listOf } from '../schemas.ts'
import { ProviderReply, toProviderReply } from './schemas.ts'

/** The resource providers that there are, registered or not. */
export const list = operation({
  id: 'Providers_List',
  method: 'GET',
  path: `${subscriptionPath}/providers`,
  action: 'Microsoft.Resources/subscriptions/providers/read',
  summary: 'Lists the resource providers of a subscription.',
  effect: 'read',
  body: null,
  replies: { 200: listOf(ProviderReply) },

  handle: async ({ subscription }, tx) => {
    const registered = await tx.listRegistrations(subscription.id)
    return ok({ value: providers.map((provider) => toProviderReply(provider, subscription.id, registered)) })
  },
})
