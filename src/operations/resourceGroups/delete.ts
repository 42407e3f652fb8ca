import { beginOperation } from '../../core/beginOperation.ts'
import { refuseWhileLinked } from '../../core/linking.ts'
import { formatResourceGroupId, resourceGroupNotFound } from '../../core/resourceId.ts'
import { accepted, operation } from '../operation.ts'
import { resourceGroupPath } from '../paths.ts'

/**
 * Deletes a resource group with all that is in it, and the roles that were given there. It is gone at once; that this
 * takes its time is told by 202, as documented.
 *
 * @throws CloudError `ResourceGroupNotFound`; `BadRequest` while a factory of another group is linked to a runtime in it.
 */
export const deleteResourceGroup = operation({
  id: 'ResourceGroups_Delete',
  method: 'DELETE',
  path: resourceGroupPath,
  action: 'Microsoft.Resources/subscriptions/resourceGroups/delete',
  summary: 'Deletes a resource group and all that is in it.',
  effect: 'change',
  body: null,
  replies: { 202: null },

  handle: async ({ target, subscription }, tx, effects) => {
    const scope = formatResourceGroupId(target)
    refuseWhileLinked(await tx.listLinksInto(scope))
    if (!(await tx.deleteResourceGroup(target))) throw resourceGroupNotFound(target)
    await tx.deleteRoleAssignmentsWithin(scope)
    const wanted = { deed: 'deleteResourceGroup', runtimeUid: undefined, subscriptionId: subscription.id } as const
    return accepted(await beginOperation(tx, wanted, effects))
  },
})
