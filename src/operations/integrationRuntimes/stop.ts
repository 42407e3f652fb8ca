import { askMachines } from '../../core/askMachines.ts'
import { requireSsis } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { requireStarted } from '../../core/requireState.ts'
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
    requireStarted(runtime, effects.now(), 'a stop')
    return accepted(await askMachines(tx, { runtime, deed: 'stop' }, effects))
  },
})
