import { Type } from 'typebox'
import { beginOnRuntime } from '../../core/beginOperation.ts'
import { interactiveQueryStatus } from '../../core/interactiveQuery.ts'
import { requireServerless } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { requireState } from '../../core/requireState.ts'
import { Optional } from '../../schemas/optional.ts'
import { accepted, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

/** Assumed where the caller says nothing. */
const defaultMinutes = 60

const EnableBody = Type.Object({
  autoTerminationMinutes: Optional(
    Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'How long it stays enabled by itself.' }),
  ),
})

/**
 * Enables interactive query on a managed runtime, which takes its time; it ends by itself some minutes later. Where it is
 * Enabled already, its minutes begin anew: Terraform changes them so. Newer than the service's document of 2024.
 *
 * @throws CloudError `NotFound`; `BadRequest` for another kind of runtime, and while it is Enabling or Disabling: assumed.
 */
export const enableInteractiveQuery = operation({
  id: 'IntegrationRuntime_EnableInteractiveQuery',
  method: 'POST',
  path: `${runtimePath}/enableInteractiveQuery`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/enableInteractiveQuery/action',
  summary: 'Enables interactive query on a managed integration runtime, for some minutes.',
  effect: 'change',
  body: EnableBody,
  replies: { 202: null },

  handle: async ({ target, body, factory }, tx, effects) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireServerless(runtime)
    const is = interactiveQueryStatus(runtime.interactiveQuery, effects.now())
    requireState(runtime, { is, wanted: ['Disabled', 'Enabled'], deed: 'enabling interactive query' })

    const begun = await beginOnRuntime(tx, { runtime, deed: 'enableInteractiveQuery' }, effects)
    const autoTerminationMinutes = body.autoTerminationMinutes ?? defaultMinutes
    const interactiveQuery = { deed: 'enable', endsAt: begun.endsAt, autoTerminationMinutes } as const
    await tx.saveRuntime({ ...runtime, interactiveQuery })
    return accepted(begun)
  },
})
