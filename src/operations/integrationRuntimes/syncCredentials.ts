import { liveNodes } from '../../core/liveNodes.ts'
import { requireOwn } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { empty, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

/**
 * Has the nodes of a self-hosted runtime agree on their credentials: each is told so by the answer to its next heartbeat,
 * and its status says whether it has done so yet. The credentials themselves never come here. Recorded for a runtime
 * without nodes.
 *
 * @throws CloudError `NotFound`; `BadRequest` for a managed or a linked runtime: assumed.
 */
export const syncCredentials = operation({
  id: 'IntegrationRuntimes_SyncCredentials',
  method: 'POST',
  path: `${runtimePath}/syncCredentials`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/synccredentials/action',
  summary: 'Has the nodes of a self-hosted integration runtime agree on their credentials.',
  effect: 'change',
  body: null,
  replies: { 200: null },

  handle: async ({ target, factory, nodeRules }, tx, { now }) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireOwn(runtime, 'nodes')
    for (const node of await liveNodes(tx, runtime.uid, { now: now(), nodeRules })) {
      await tx.saveNode({ ...node, credentialsVersion: node.credentialsVersion + 1 })
    }
    return empty(200)
  },
})
