import { requireOwn } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { empty, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

/**
 * Asks the nodes of a self-hosted runtime to upgrade themselves. This server has no node software to hand out, and so no
 * node is told to be upgrading: that would never end. Documented, but for this.
 *
 * @throws CloudError `NotFound`; `BadRequest` for a managed or a linked runtime: assumed.
 */
export const upgrade = operation({
  id: 'IntegrationRuntimes_Upgrade',
  method: 'POST',
  path: `${runtimePath}/upgrade`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/upgrade/action',
  summary: 'Asks the nodes of a self-hosted integration runtime to upgrade themselves.',
  effect: 'read',
  body: null,
  replies: { 200: null },

  handle: async ({ target, factory }, tx) => {
    requireOwn(await requireRuntime(tx, { ...target, ...factory.id }), 'nodes')
    return empty(200)
  },
})
