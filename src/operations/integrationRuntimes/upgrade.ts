import { liveNodes } from '../../core/liveNodes.ts'
import { isNewer, latestNodeSoftware } from '../../core/nodeSoftware.ts'
import { requireOwn } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { formatTimestamp } from '../../core/timestamps.ts'
import { empty, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

/**
 * Asks the nodes of a self-hosted runtime to upgrade themselves: each that has older software than the newest on offer is
 * told so by the answers to its heartbeats, until it says how that ended. Nothing is upgraded by the answer to this call,
 * and this server has no software to hand out. Documented, but for how nodes are asked.
 *
 * @throws CloudError `NotFound`; `BadRequest` for a managed or a linked runtime: assumed.
 */
export const upgrade = operation({
  id: 'IntegrationRuntimes_Upgrade',
  method: 'POST',
  path: `${runtimePath}/upgrade`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/upgrade/action',
  summary: 'Asks the nodes of a self-hosted integration runtime to upgrade themselves.',
  effect: 'change',
  body: null,
  replies: { 200: null },

  handle: async ({ target, factory, nodeRules }, tx, { now }) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireOwn(runtime, 'nodes')
    const upgrade = { version: latestNodeSoftware, askedTime: formatTimestamp(now()) }
    for (const node of await liveNodes(tx, runtime.uid, { now: now(), nodeRules })) {
      if (isNewer(latestNodeSoftware, node.properties.version)) await tx.saveNode({ ...node, upgrade })
    }
    return empty(200)
  },
})
