import { requireNodeHolder } from '../../core/nodeHolder.ts'
import { nodesOf } from '../../core/nodesOf.ts'
import { requireNode } from '../../core/requireNode.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { seenNode } from '../../core/seenNode.ts'
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

  handle: async ({ target, factory, nodeRules }, tx, { now }) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    const holder = await requireNodeHolder(tx, factory, runtime)
    const moment = { now: now(), nodeRules }
    const node = await requireNode(tx, { holderUid: holder.uid, id: { ...target, ...runtime.id } }, moment)
    return ok(toNodeReply(seenNode(node, moment), await nodesOf(tx, holder.uid, moment)))
  },
})
