import { type Provider, providers } from '../../core/provider.ts'
import { ok, operation } from '../operation.ts'
import { pageOf, partOf, readPage } from '../page.ts'
import { subscriptionPath } from '../paths.ts'
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
  replies: { 200: pageOf(ProviderReply) },

  handle: async ({ subscription, page }, tx) => {
    const registered = await tx.listRegistrations(subscription.id)
    const keyOf = ({ namespace }: Provider): string => namespace
    const show = (provider: Provider) => toProviderReply(provider, subscription.id, registered)
    return ok(await readPage(page, { list: partOf(providers, keyOf), keyOf, show }))
  },
})
