import { requireOwn } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { empty, operation } from '../operation.ts'
import { nodePath } from '../paths.ts'

/**
 * Takes a node away from a self-hosted runtime; 204 where there is none of that name. Documented.
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

  handle: async ({ target, factory }, tx) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireOwn(runtime, 'nodes')
    return empty((await tx.deleteNode(runtime.uid, target.nodeName)) ? 200 : 204)
  },
})
