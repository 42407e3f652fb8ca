import type { Factory } from '../core/factory.ts'
import type { ResourceGroup } from '../core/resourceGroup.ts'
import { factoryNotFound, resourceGroupNotFound } from '../core/resourceId.ts'
import type { Reader } from '../core/store.ts'
import type { AnyOperation } from '../operations/operation.ts'
import type { Target } from './gate.ts'

export interface Parents {
  readonly resourceGroup?: ResourceGroup
  readonly factory?: Factory
}

/**
 * The resources above the one that a path names, as `OperationRequest` promises them. Resource Manager knows which groups
 * and factories there are, and asks no provider.
 *
 * A name with more behind it is a parent; and what is to be changed in part must be there, too.
 *
 * @throws CloudError `ResourceGroupNotFound` or `ResourceNotFound`.
 */
export const findParents = async (tx: Reader, { method, path }: AnyOperation, target: Target): Promise<Parents> => {
  const { subscriptionId = '', resourceGroupName = '', factoryName = '' } = target
  const groupId = { subscriptionId, resourceGroupName }
  const factoryId = { ...groupId, factoryName }

  if (!path.includes('/:resourceGroupName/')) return {}
  const resourceGroup = await tx.findResourceGroup(groupId)
  if (!resourceGroup) throw resourceGroupNotFound(groupId)

  const needsFactory = path.includes('/:factoryName/') || (method === 'PATCH' && path.endsWith('/:factoryName'))
  if (!needsFactory) return { resourceGroup }
  const factory = await tx.findFactory(factoryId)
  if (!factory) throw factoryNotFound(factoryId)
  return { resourceGroup, factory }
}
