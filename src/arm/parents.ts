import { type Parents, requireParents } from '../core/requireParents.ts'
import type { Reader } from '../core/store.ts'
import type { AnyOperation } from '../operations/operation.ts'
import type { Target } from './gate.ts'

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
  const needsFactory = path.includes('/:factoryName/') || (method === 'PATCH' && path.endsWith('/:factoryName'))
  return requireParents(tx, {
    subscriptionId,
    ...(path.includes('/:resourceGroupName/') && { resourceGroupName }),
    ...(needsFactory && { factoryName }),
  })
}
