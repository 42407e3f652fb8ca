import type { Node } from './node.ts'
import { nodeNameTaken, nodeSlotsTaken } from './nodeRefusals.ts'
import type { NodeRules } from './nodeRules.ts'
import { requireOwn } from './requireKind.ts'
import type { Runtime } from './runtime.ts'
import { isExpired, type NodeMoment, seenNode } from './seenNode.ts'
import type { Transaction } from './store.ts'

/**
 * Adds a node to a self-hosted runtime, and forgets those that have expired: their names and places are free. So are those of a
 * namesake on the same machine that has never been heard of: the answer to its registration was lost.
 *
 * @throws CloudError `NodeNameTaken`, `NodeSlotsTaken`; `BadRequest` for a runtime that has become a linked one.
 */
export const registerNode = async (
  tx: Transaction,
  { node, runtime }: { readonly node: Node; readonly runtime: Runtime },
  moment: NodeMoment & { readonly nodeRules: NodeRules },
): Promise<void> => {
  requireOwn(runtime, 'nodes')
  const mayGo = (one: Node): boolean => isExpired(one, moment) || isUnheardNamesake(one, node)
  const [gone, live] = parted(await tx.listNodes(runtime.uid), mayGo)
  const seen = live.map((one) => seenNode(one, moment))
  const namesake = seen.find(({ name }) => name.toLowerCase() === node.name.toLowerCase())
  if (namesake) throw nodeNameTaken(namesake, runtime)
  if (seen.length >= moment.nodeRules.maxNodes) throw nodeSlotsTaken(seen, runtime)

  for (const { name } of gone) await tx.deleteNode(runtime.uid, name)
  await tx.saveNode(node)
}

const isUnheardNamesake = (known: Node, { name, properties: { machineName } }: Node): boolean =>
  known.monitoring === undefined &&
  known.heartbeatMs === Date.parse(known.properties.registerTime) &&
  known.name.toLowerCase() === name.toLowerCase() &&
  known.properties.machineName === machineName

const parted = <T>(items: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] => [
  items.filter(test),
  items.filter((item) => !test(item)),
]
