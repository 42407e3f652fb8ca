import { resourceGroupNotFound } from '../../core/resourceId.ts'
import { empty, operation } from '../operation.ts'
import { resourceGroupPath } from '../paths.ts'

/**
 * Tells by its status alone whether a resource group is there: 204, or 404.
 *
 * @throws CloudError `ResourceGroupNotFound`, of which a HEAD shows no body.
 */
export const checkExistence = operation({
  id: 'ResourceGroups_CheckExistence',
  method: 'HEAD',
  path: resourceGroupPath,
  action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
  summary: 'Tells whether a resource group exists.',
  effect: 'read',
  body: null,
  replies: { 204: null },

  handle: async ({ target }, tx) => {
    if (!(await tx.findResourceGroup(target))) throw resourceGroupNotFound(target)
    return empty(204)
  },
})
