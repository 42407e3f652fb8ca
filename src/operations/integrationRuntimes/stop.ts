import { beginOnRuntime } from '../../core/beginOperation.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { requireSsis, requireState } from '../../core/runtime.ts'
import { ssisState } from '../../core/ssis.ts'
import { formatTimestamp } from '../../core/timestamps.ts'
import { accepted, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

/**
 * Stops the machines of a runtime for SSIS, which takes its time. Recorded.
 *
 * @throws CloudError `NotFound`; `BadRequest` for another kind of runtime, and in another state than Started.
 */
export const stop = operation({
  id: 'IntegrationRuntimes_Stop',
  method: 'POST',
  path: `${runtimePath}/stop`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/stop/action',
  summary: 'Stops the machines of an integration runtime for SSIS.',
  effect: 'change',
  body: null,
  replies: { 202: null },

  handle: async ({ target, factory }, tx, effects) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireSsis(runtime)
    requireState(runtime, { is: ssisState(runtime.lastOperation, effects.now()), wanted: ['Started'], deed: 'a stop' })

    const begun = await beginOnRuntime(tx, { runtime, deed: 'stop' }, effects)
    const startTime = formatTimestamp(effects.now())
    const lastOperation = { deed: 'stop', startTime, endsAt: begun.endsAt, activityId: effects.newId() } as const
    await tx.saveRuntime({ ...runtime, lastOperation })
    return accepted(begun)
  },
})
