import type { Node } from './node.ts'
import { isExpired, type NodeMoment } from './seenNode.ts'
import type { Reader } from './store.ts'

/** The nodes of a runtime as they are kept, by name in lower case. Those that have expired are not among them. */
export const liveNodes = async (tx: Reader, runtimeUid: string, moment: NodeMoment): Promise<Node[]> =>
  (await tx.listNodes(runtimeUid)).filter((node) => !isExpired(node, moment))
