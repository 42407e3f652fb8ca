import { beginOnRuntime } from '../../core/beginOperation.ts'
import { interactiveQueryStatus } from '../../core/interactiveQuery.ts'
import { requireServerless } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { requireState } from '../../core/requireState.ts'
import { accepted, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

/**
 * Disables interactive query on a managed runtime, which takes its time. Newer than the service's document of 2024.
 *
 * @throws CloudError `NotFound`; `BadRequest` for another kind of runtime, and while it is on its way. Both assumed. It may be Disabled
 * already, since it ends by itself: that is taken.
 */
export const disableInteractiveQuery = operation({
  id: 'IntegrationRuntime_DisableInteractiveQuery',
  method: 'POST',
  path: `${runtimePath}/disableInteractiveQuery`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/disableInteractiveQuery/action',
  summary: 'Disables interactive query on a managed integration runtime.',
  effect: 'change',
  body: null,
  replies: { 202: null },

  handle: async ({ target, factory }, tx, effects) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireServerless(runtime)
    const { interactiveQuery } = runtime
    const is = interactiveQueryStatus(interactiveQuery, effects.now())
    requireState(runtime, { is, wanted: ['Enabled', 'Disabled'], deed: 'disabling interactive query' })

    const begun = await beginOnRuntime(tx, { runtime, deed: 'disableInteractiveQuery' }, effects)
    if (interactiveQuery) {
      const { endsAt } = begun
      await tx.saveRuntime({ ...runtime, interactiveQuery: { ...interactiveQuery, deed: 'disable', endsAt } })
    }
    return accepted(begun)
  },
})
