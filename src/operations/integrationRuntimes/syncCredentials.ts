import { requireOwn } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { empty, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

/**
 * Has the nodes of a self-hosted runtime agree on their credentials. There are no credentials here that nodes could
 * disagree on, so there is nothing to change. Recorded for a runtime without nodes.
 *
 * @throws CloudError `NotFound`; `BadRequest` for a managed or a linked runtime: assumed.
 */
export const syncCredentials = operation({
  id: 'IntegrationRuntimes_SyncCredentials',
  method: 'POST',
  path: `${runtimePath}/syncCredentials`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/synccredentials/action',
  summary: 'Has the nodes of a self-hosted integration runtime agree on their credentials.',
  effect: 'read',
  body: null,
  replies: { 200: null },

  handle: async ({ target, factory }, tx) => {
    requireOwn(await requireRuntime(tx, { ...target, ...factory.id }), 'nodes')
    return empty(200)
  },
})
