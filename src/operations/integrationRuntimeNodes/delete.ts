import { requireOwn } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { isExpired } from '../../core/seenNode.ts'
import { empty, operation } from '../operation.ts'
import { nodePath } from '../paths.ts'

/**
 * Takes a node away from a self-hosted runtime; 204 where there is none of that name. Documented. It is
 * known no longer from then on.
 *
 * @throws CloudError `NotFound` for a runtime that is not there; `BadRequest` for a managed or a linked one.
 */
export const deleteNode = operation({
  id: 'IntegrationRuntimeNodes_Delete',
  method: 'DELETE',
  path: nodePath,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/nodes/delete',
  summary: 'Takes a node away from a self-hosted integration runtime.',
  effect: 'change',
  body: null,
  replies: { 200: null, 204: null },

  handle: async ({ target, factory, nodeRules }, tx, { now }) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireOwn(runtime, 'nodes')
    const node = await tx.findNode(runtime.uid, target.nodeName)
    if (!node) return empty(204)
    await tx.deleteNode(runtime.uid, node.name)
    return empty(isExpired(node, { now: now(), nodeRules }) ? 204 : 200)
  },
})
