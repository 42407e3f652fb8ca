import { resourceGroupNotFound } from '../../core/resourceId.ts'
import { empty, operation } from '../operation.ts'
import { resourceGroupPath } from '../paths.ts'

/**
 * Deletes a resource group with all that is in it, at once.
 *
 * @throws CloudError `ResourceGroupNotFound`.
 */
export const deleteResourceGroup = operation({
  id: 'ResourceGroups_Delete',
  method: 'DELETE',
  path: resourceGroupPath,
  action: 'Microsoft.Resources/subscriptions/resourceGroups/delete',
  summary: 'Deletes a resource group and all that is in it.',
  effect: 'change',
  body: null,
  replies: { 200: null },

  handle: async ({ target }, tx) => {
    if (!(await tx.deleteResourceGroup(target))) throw resourceGroupNotFound(target)
    return empty(200)
  },
})
