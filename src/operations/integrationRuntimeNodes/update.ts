import { Type } from 'typebox'
import { CloudError } from '../../core/errors.ts'
import type { Node } from '../../core/node.ts'
import { nodesOf } from '../../core/nodesOf.ts'
import { requireOwn } from '../../core/requireKind.ts'
import { requireNode } from '../../core/requireNode.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { seenNode } from '../../core/seenNode.ts'
import { Optional } from '../../schemas/optional.ts'
import { ok, operation } from '../operation.ts'
import { nodePath } from '../paths.ts'
import { NodeReply, toNodeReply } from './schemas.ts'

const UpdateBody = Type.Object({
  concurrentJobsLimit: Optional(
    Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'How many jobs the node may run at once.' }),
  ),
})

/**
 * Limits how many jobs a node runs at once; null, or nothing, leaves it as it was. Documented.
 *
 * @throws CloudError `NotFound`; `BadRequest` for more than the machine can take (documented without the words), and for
 * a managed or a linked runtime.
 */
export const update = operation({
  id: 'IntegrationRuntimeNodes_Update',
  method: 'PATCH',
  path: nodePath,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/nodes/write',
  summary: 'Limits how many jobs a node of a self-hosted integration runtime runs at once.',
  effect: 'change',
  body: UpdateBody,
  replies: { 200: NodeReply },

  handle: async ({ target, body, factory, nodeRules }, tx, { now }) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireOwn(runtime, 'nodes')
    const moment = { now: now(), nodeRules }
    const node = await requireNode(tx, { holderUid: runtime.uid, id: { ...target, ...runtime.id } }, moment)

    const updated = withLimit(node, body.concurrentJobsLimit ?? undefined)
    await tx.saveNode(updated)
    return ok(toNodeReply(seenNode(updated, moment), await nodesOf(tx, runtime.uid, moment)))
  },
})

const withLimit = (node: Node, concurrentJobsLimit: number | undefined): Node => {
  const { maxConcurrentJobs } = node.properties
  if (concurrentJobsLimit === undefined) return node
  if (concurrentJobsLimit <= maxConcurrentJobs) {
    return { ...node, properties: { ...node.properties, concurrentJobsLimit } }
  }
  throw new CloudError(
    'BadRequest',
    `concurrentJobsLimit must be from 1 to ${maxConcurrentJobs}, which is what the machine of the node '${node.name}' can take.`,
  )
}
