import { timingSafeEqual } from 'node:crypto'
import { countWrong } from '../core/attempts/countWrong.ts'
import type { Node } from '../core/node.ts'
import { nodeCredentialMissing, nodeExpired, nodeUnknown, tooManyAttempts } from '../core/nodeRefusals.ts'
import { isExpired, type NodeMoment, seenNode } from '../core/seenNode.ts'
import type { Reader } from '../core/store.ts'
import { type Credential, parseCredential } from './credential.ts'
import type { Exchange, NodeParts } from './endpoint.ts'

/**
 * The node that asks, by the credential of its registration. It is looked for outside any transaction: who has none
 * costs nobody else anything.
 *
 * @throws CloudError `NodeCredentialMissing`, `NodeUnknown`, `NodeExpired`, `TooManyAttempts`.
 */
export const requireKnownNode = async (parts: NodeParts, { request }: Exchange, moment: NodeMoment): Promise<Node> => {
  const credential = parseCredential(request.headers.authorization)
  if (!credential) throw nodeCredentialMissing()
  const account = { kind: 'node', tenantId: '', name: credential.nodeId } as const
  const node = await countWrong(
    parts,
    { account, address: request.ip },
    {
      look: () => parts.store.read((tx) => findNodeShowing(tx, credential)),
      tooMany: tooManyAttempts,
    },
  )
  if (!node) throw nodeUnknown()
  return requireLive(node, moment)
}

/**
 * The same node as it is within a transaction.
 *
 * @throws CloudError `NodeUnknown` and `NodeExpired`, for one that has gone meanwhile.
 */
export const requireKnownStill = async (tx: Reader, { id }: Node, moment: NodeMoment): Promise<Node> => {
  const node = await tx.findNodeById(id)
  if (!node) throw nodeUnknown()
  return requireLive(node, moment)
}

const requireLive = (node: Node, moment: NodeMoment): Node => {
  if (isExpired(node, moment)) throw nodeExpired(seenNode(node, moment))
  return node
}

/** What is shown is hashed and compared whether there is such a node or not, and whatever it is. */
const findNodeShowing = async (tx: Reader, { nodeId, secret }: Credential): Promise<Node | undefined> => {
  const node = await tx.findNodeById(nodeId)
  const shown = Buffer.from(tx.fingerprint('nodeCredential', nodeId, secret))
  const isRight = timingSafeEqual(shown, Buffer.from(node?.credentialHash ?? nobodysHash))
  return isRight ? node : undefined
}

/** As long as any. */
const nobodysHash = '-'.repeat(32)
