import { liveNodes } from './liveNodes.ts'
import { type NodeMoment, type SeenNode, seenNode } from './seenNode.ts'
import type { Reader } from './store.ts'

/** The nodes of a runtime at a moment, by name in lower case. Those that have expired are not among them. */
export const nodesOf = async (tx: Reader, runtimeUid: string, moment: NodeMoment): Promise<SeenNode[]> =>
  (await liveNodes(tx, runtimeUid, moment)).map((node) => seenNode(node, moment))
