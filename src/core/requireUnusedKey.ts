import type { AuthKey } from './authKey.ts'
import { authKeyUsage, whyItCounts } from './authKeyUsage.ts'
import { CloudError } from './errors.ts'
import type { NodeRules } from './nodeRules.ts'
import { nodesOf } from './nodesOf.ts'
import { formatRuntimeId } from './resourceId.ts'
import type { Runtime } from './runtime.ts'
import type { Transaction } from './store.ts'

interface Moment {
  readonly now: Date
  readonly nodeRules: NodeRules
}

/**
 * Refuses to go on while a node depends on a key. What is found holds for as long as the transaction lasts.
 *
 * @throws CloudError `AuthKeyInUse`, with a detail for each of these nodes. Ours: Azure asks nothing of the kind.
 */
export const requireUnusedKey = async (
  tx: Transaction,
  { runtime, key }: { readonly runtime: Runtime; readonly key: AuthKey },
  moment: Moment,
): Promise<void> => {
  const { nodeRules } = moment
  const { safeToRegenerate, nodes } = authKeyUsage(key, await nodesOf(tx, runtime.uid, moment), nodeRules)
  if (safeToRegenerate) return
  const target = formatRuntimeId(runtime.id)
  throw new CloudError(
    'AuthKeyInUse',
    `${key.name} of the integration runtime '${runtime.id.integrationRuntimeName}' was not regenerated, because ` +
      `${namesOf(nodes)} on its generation ${key.generation}. Have each of them rekey with the other key, or take it away ` +
      'where it does not come back; or send the request without x-lazulite-if-unused.',
    {
      target,
      details: nodes.map(
        (node) =>
          new CloudError('AuthKeyInUse', whyItCounts(node, nodeRules), { target: `${target}/nodes/${node.name}` }),
      ),
    },
  )
}

const namesOf = (nodes: readonly { readonly name: string }[]): string => {
  const names = nodes.map(({ name }) => `'${name}'`).join(', ')
  return nodes.length === 1 ? `the node ${names} depends` : `the nodes ${names} depend`
}
