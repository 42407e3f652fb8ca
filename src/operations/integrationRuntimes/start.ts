import { askMachines } from '../../core/askMachines.ts'
import { requireSsis } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { requireAtRest } from '../../core/requireState.ts'
import { accepted, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

/**
 * Starts the machines of a runtime for SSIS, which takes its time. Recorded.
 *
 * @throws CloudError `NotFound`; `BadRequest` for another kind of runtime, and in another state than Initial or Stopped.
 */
export const start = operation({
  id: 'IntegrationRuntimes_Start',
  method: 'POST',
  path: `${runtimePath}/start`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/start/action',
  summary: 'Starts the machines of an integration runtime for SSIS.',
  effect: 'change',
  body: null,
  replies: { 202: null },

  handle: async ({ target, factory }, tx, effects) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireSsis(runtime)
    requireAtRest(runtime, effects.now(), 'a start')
    return accepted(await askMachines(tx, { runtime, deed: 'start' }, effects))
  },
})
