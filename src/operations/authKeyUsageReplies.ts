import type { Static } from 'typebox'
import type { AuthKey } from '../core/authKey.ts'
import { authKeyUsage, lifeWithoutKey } from '../core/authKeyUsage.ts'
import type { NodeRules } from '../core/nodeRules.ts'
import type { SeenNode } from '../core/seenNode.ts'
import type { FormerAuthKey } from '../core/store/authKeys.ts'
import type { KeyReply, NodeWithoutKeyReply, SupersededKeyReply } from './authKeyUsage/schemas.ts'

/** A current key, and what hangs on it at a moment. */
export const toKeyReply = (
  key: AuthKey,
  nodes: readonly SeenNode[],
  { now, nodeRules }: { readonly now: Date; readonly nodeRules: NodeRules },
): Static<typeof KeyReply> => {
  const { createdBy, createTime, lastUsedTime } = key
  const usage = authKeyUsage(key, nodes, nodeRules)
  return {
    keyName: key.name,
    generation: key.generation,
    fingerprint: key.fingerprint,
    createTime,
    ...(createdBy && { createdBy: { objectId: createdBy.objectId, name: createdBy.name } }),
    ageSeconds: Math.max(0, Math.floor((now.getTime() - Date.parse(createTime)) / 1000)),
    ...(lastUsedTime !== undefined && { lastUsedTime }),
    uses: key.uses,
    nodes: usage.nodes.map(toNode),
    safeToRegenerate: usage.safeToRegenerate,
    reasons: [...usage.reasons],
  }
}

/** A key that has ended, and whether somebody shows it still. */
export const toSupersededKeyReply = (key: FormerAuthKey): Static<typeof SupersededKeyReply> => ({
  keyName: key.name,
  generation: key.generation,
  fingerprint: key.fingerprint,
  createTime: key.createTime,
  supersededTime: key.supersededTime,
  ...(key.lastUsedTime !== undefined && { lastUsedTime: key.lastUsedTime }),
  uses: key.uses,
})

/** A node whose key is none of the current ones. */
export const toNodeWithoutKeyReply = (
  node: SeenNode,
  supersededTime: string | undefined,
  nodeRules: NodeRules,
): Static<typeof NodeWithoutKeyReply> => ({
  ...toNode(node),
  keyName: node.key.name,
  generation: node.key.generation,
  ...(supersededTime !== undefined && { supersededTime }),
  meaning: lifeWithoutKey(nodeRules),
})

const toNode = ({ name, properties: { status, lastConnectTime, expiryTime } }: SeenNode) => ({
  nodeName: name,
  status,
  lastConnectTime,
  expiryTime,
})
