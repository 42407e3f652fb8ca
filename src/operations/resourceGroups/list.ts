import { ok, operation } from '../operation.ts'
import { subscriptionPath } from '../paths.ts'
import { listOf } from '../schemas.ts'
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
  replies: { 200: listOf(ResourceGroupReply) },

  handle: async ({ target }, tx) => {
    const groups = await tx.listResourceGroups(target.subscriptionId)
    return ok({ value: groups.map(toResourceGroupReply) })
  },
})
