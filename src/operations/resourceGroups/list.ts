import { grantsOf, scopesOf } from '../../core/access/grants.ts'
import type { Range } from '../../core/range.ts'
import type { ResourceGroup } from '../../core/resourceGroup.ts'
import { formatResourceGroupId, formatSubscriptionId } from '../../core/resourceId.ts'
import { covers, distinctScopes, isSameScope, parseScope, type ScopeNames } from '../../core/scope.ts'
import type { Reader } from '../../core/store.ts'
import { ok, operation } from '../operation.ts'
import { pageOf, partOf, readPage } from '../page.ts'
import { subscriptionPath } from '../paths.ts'
import { ResourceGroupReply, toResourceGroupReply } from './schemas.ts'

const action = 'Microsoft.Resources/subscriptions/resourceGroups/read'

/** The resource groups of a subscription, by name: all of them, or those that the caller may read. From memory: assumed. */
export const list = operation({
  id: 'ResourceGroups_List',
  method: 'GET',
  path: `${subscriptionPath}/resourceGroups`,
  action,
  isOpenToParts: true,
  summary: 'Lists the resource groups of a subscription that the caller may read.',
  effect: 'read',
  body: null,
  replies: { 200: pageOf(ResourceGroupReply) },

  handle: async ({ target: { subscriptionId }, caller, page }, tx) => {
    const scopes = scopesOf(await grantsOf(tx, caller), action)
    const isWhole = scopes.some((scope) => covers(scope, formatSubscriptionId(subscriptionId)))
    const keyOf = ({ id }: ResourceGroup): string => id.resourceGroupName.toLowerCase()
    const list = isWhole
      ? (range: Range) => tx.listResourceGroups(subscriptionId, range)
      : partOf(await groupsAmong(tx, subscriptionId, scopes), keyOf)
    return ok(await readPage(page, { list, keyOf, show: toResourceGroupReply }))
  },
})

/** The groups of a subscription that are among some scopes. A world may give a role at one that is not there. */
const groupsAmong = async (
  tx: Reader,
  subscriptionId: string,
  scopes: readonly string[],
): Promise<readonly ResourceGroup[]> => {
  const groups: ResourceGroup[] = []
  for (const scope of distinctScopes(scopes)) {
    const { resourceGroupName = '' }: ScopeNames = parseScope(scope) ?? {}
    const id = { subscriptionId, resourceGroupName }
    const group = isSameScope(scope, formatResourceGroupId(id)) ? await tx.findResourceGroup(id) : undefined
    if (group) groups.push(group)
  }
  return groups
}
