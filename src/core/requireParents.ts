import type { Factory } from './factory.ts'
import type { ResourceGroup } from './resourceGroup.ts'
import { type FactoryId, factoryNotFound, resourceGroupNotFound } from './resourceId.ts'
import type { Reader } from './store.ts'

export interface Parents {
  readonly resourceGroup?: ResourceGroup
  readonly factory?: Factory
}

/**
 * The group and the factory that are named, where they are. That the subscription is there, others have seen.
 *
 * @throws CloudError `ResourceGroupNotFound` or `ResourceNotFound`.
 */
export const requireParents = async (tx: Reader, names: Partial<FactoryId>): Promise<Parents> => {
  const { subscriptionId = '', resourceGroupName, factoryName } = names
  if (resourceGroupName === undefined) return {}
  const groupId = { subscriptionId, resourceGroupName }
  const resourceGroup = await tx.findResourceGroup(groupId)
  if (!resourceGroup) throw resourceGroupNotFound(groupId)

  if (factoryName === undefined) return { resourceGroup }
  const factoryId = { ...groupId, factoryName }
  const factory = await tx.findFactory(factoryId)
  if (!factory) throw factoryNotFound(factoryId)
  return { resourceGroup, factory }
}
