import { normalizeLocation, requireGroupLocation, resourceGroupMoved, sameLocation } from '../../core/location.ts'
import type { ResourceGroup } from '../../core/resourceGroup.ts'
import { created, ok, operation } from '../operation.ts'
import { resourceGroupPath } from '../paths.ts'
import { ResourceGroupBody, ResourceGroupReply, toResourceGroupReply } from './schemas.ts'

/**
 * Creates a resource group, which answers 201; or replaces the tags of the one that is there, which answers 200.
 *
 * @throws CloudError `LocationRequired`, `LocationNotAvailableForResourceGroup`, or `InvalidResourceGroupLocation` for a
 * group that would move.
 */
export const createOrUpdate = operation({
  id: 'ResourceGroups_CreateOrUpdate',
  method: 'PUT',
  path: resourceGroupPath,
  action: 'Microsoft.Resources/subscriptions/resourceGroups/write',
  summary: 'Creates a resource group, or replaces its tags.',
  effect: 'change',
  body: ResourceGroupBody,
  replies: { 200: ResourceGroupReply, 201: ResourceGroupReply },

  handle: async ({ target, body, subscription }, tx) => {
    const location = requireGroupLocation(body.location)
    const existing = await tx.findResourceGroup(target)
    if (existing && !sameLocation(existing.location, location)) throw resourceGroupMoved(existing.location, location)

    const group: ResourceGroup = {
      id: existing?.id ?? { subscriptionId: subscription.id, resourceGroupName: target.resourceGroupName },
      location: normalizeLocation(location),
      tags: body.tags ?? {},
    }
    await tx.saveResourceGroup(group)
    const reply = toResourceGroupReply(group)
    return existing ? ok(reply) : created(reply)
  },
})
