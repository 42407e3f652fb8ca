import { requireNodeHolder } from '../../core/nodeHolder.ts'
import { requireNode } from '../../core/requireNode.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { ok, operation } from '../operation.ts'
import { nodePath } from '../paths.ts'
import { NodeReply, toNodeReply } from './schemas.ts'

/**
 * Shows one node of a self-hosted runtime, or of the one that a linked runtime borrows. Documented.
 *
 * @throws CloudError `NotFound`, and what `requireNodeHolder` throws.
 */
export const get = operation({
  id: 'IntegrationRuntimeNodes_Get',
  method: 'GET',
  path: nodePath,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/nodes/read',
  summary: 'Shows a node of a self-hosted integration runtime.',
  effect: 'read',
  body: null,
  replies: { 200: NodeReply },

  handle: async ({ target, factory }, tx) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    const holder = await requireNodeHolder(tx, factory, runtime)
    const node = await requireNode(tx, holder.uid, { ...target, ...runtime.id })
    return ok(toNodeReply(node, await tx.listNodes(holder.uid)))
  },
})
