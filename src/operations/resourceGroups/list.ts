import { ok, operation } from '../operation.ts'
import { pageOf, readPage } from '../page.ts'
import { subscriptionPath } from '../paths.ts'
import { ResourceGroupReply, toResourceGroupReply } from './schemas.ts'

/** The resource groups of a subscription, by name. */
export const list = operation({
  id: 'ResourceGroups_List',
  method: 'GET',
  path: `${subscriptionPath}/resourceGroups`,
  action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
  summary: 'Lists the resource groups of a subscription.',
  effect: 'read',
  body: null,
  replies: { 200: pageOf(ResourceGroupReply) },

  handle: async ({ target, page }, tx) =>
    ok(
      await readPage(page, {
        list: (range) => tx.listResourceGroups(target.subscriptionId, range),
        keyOf: ({ id }) => id.resourceGroupName.toLowerCase(),
        show: toResourceGroupReply,
      }),
    ),
})
