import { CloudError } from './errors.ts'
import type { Runtime } from './runtime.ts'
import { ssisState } from './ssis.ts'

/**
 * Refuses to change or delete a runtime whose machines run: they must be stopped first. Documented; the words are ours.
 *
 * @throws CloudError `BadRequest`.
 */
export const requireAtRest = (runtime: Runtime, now: Date, deed: string): void =>
  requireState(runtime, { is: ssisState(runtime.lastOperation, now), wanted: ['Initial', 'Stopped'], deed })

/** Refuses what needs the machines of a runtime to run. */
export const requireStarted = (runtime: Runtime, now: Date, deed: string): void =>
  requireState(runtime, { is: ssisState(runtime.lastOperation, now), wanted: ['Started'], deed })

/**
 * Refuses what cannot be done in the state that a runtime is in.
 *
 * @throws CloudError `BadRequest`, which names both. Assumed: the real words are not known.
 */
export const requireState = <State extends string>(
  { id }: Runtime,
  { is, wanted, deed }: { readonly is: State; readonly wanted: readonly State[]; readonly deed: string },
): void => {
  if (wanted.includes(is)) return
  throw new CloudError(
    'BadRequest',
    `The integration runtime '${id.integrationRuntimeName}' is ${is}: ${deed} needs it to be ${wanted.join(' or ')}.`,
  )
}
