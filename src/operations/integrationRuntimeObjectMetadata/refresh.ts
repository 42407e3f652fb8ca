import { beginOnRuntime } from '../../core/beginOperation.ts'
import { requireSsis } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { requireStarted } from '../../core/requireState.ts'
import { accepted, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

/**
 * Reads the catalog of a runtime for SSIS anew, which takes its time. Documented, but for the state that it needs.
 *
 * @throws CloudError `NotFound`; `BadRequest` for another kind of runtime, and in another state than Started.
 */
export const refresh = operation({
  id: 'IntegrationRuntimeObjectMetadata_Refresh',
  method: 'POST',
  path: `${runtimePath}/refreshObjectMetadata`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/refreshObjectMetadata/action',
  summary: 'Reads the catalog of an integration runtime for SSIS anew.',
  effect: 'change',
  body: null,
  replies: { 202: null },

  handle: async ({ target, factory }, tx, effects) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireSsis(runtime)
    requireStarted(runtime, effects.now(), 'a refresh of its metadata')
    return accepted(await beginOnRuntime(tx, { runtime, deed: 'refreshObjectMetadata' }, effects))
  },
})
