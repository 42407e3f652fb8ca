import { resourceGroupNotFound } from '../../core/resourceId.ts'
import { ok, operation } from '../operation.ts'
import { resourceGroupPath } from '../paths.ts'
import { ResourceGroupReply, toResourceGroupReply } from './schemas.ts'

/**
 * Shows one resource group.
 *
 * @throws CloudError `ResourceGroupNotFound`.
 */
export const get = operation({
  id: 'ResourceGroups_Get',
  method: 'GET',
  path: resourceGroupPath,
  action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
  summary: 'Shows a resource group.',
  effect: 'read',
  body: null,
  replies: { 200: ResourceGroupReply },

  handle: async ({ target }, tx) => {
    const group = await tx.findResourceGroup(target)
    if (!group) throw resourceGroupNotFound(target)
    return ok(toResourceGroupReply(group))
  },
})
