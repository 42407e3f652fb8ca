import { CloudError } from './errors.ts'
import type { Node } from './node.ts'
import { formatRuntimeId, type RuntimeId } from './resourceId.ts'
import { isExpired, type NodeMoment } from './seenNode.ts'
import type { Reader } from './store.ts'

interface NodeId extends RuntimeId {
  readonly nodeName: string
}

/**
 * The node of that name, as it is kept. One that has expired is not there.
 *
 * @param wanted.holderUid the runtime whose node it is.
 * @param wanted.id as the caller has asked for it: below the runtime that borrows it, where that was asked.
 * @throws CloudError `NotFound`. Assumed: the real words are not known.
 */
export const requireNode = async (
  tx: Reader,
  { holderUid, id }: { readonly holderUid: string; readonly id: NodeId },
  moment: NodeMoment,
): Promise<Node> => {
  const node = await tx.findNode(holderUid, id.nodeName)
  if (node && !isExpired(node, moment)) return node
  throw new CloudError(
    'NotFound',
    `The node '${id.nodeName}' does not exist in the integration runtime '${id.integrationRuntimeName}'.`,
    { target: `${formatRuntimeId(id)}/nodes/${id.nodeName}` },
  )
}
