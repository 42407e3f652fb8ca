import { CloudError } from './errors.ts'
import { isLinked, isSsis, type Runtime } from './runtime.ts'

/** Refuses what only a self-hosted runtime has, such as keys and nodes, be they its own or on loan. */
export const requireSelfHosted = ({ id, type }: Runtime, what: string): void => {
  if (type === 'SelfHosted') return
  throw new CloudError(
    'BadRequest',
    `The integration runtime '${id.integrationRuntimeName}' is of type ${type} and has no ${what}.`,
  )
}

/**
 * Refuses what needs something of a runtime's own on one that has none, or has borrowed it.
 *
 * @param what such as `authentication keys`.
 * @throws CloudError `BadRequest` for a managed or a linked runtime. Assumed: the real words are not known.
 */
export const requireOwn = (runtime: Runtime, what: string): void => {
  requireSelfHosted(runtime, what)
  if (!isLinked(runtime)) return
  throw new CloudError(
    'BadRequest',
    `The integration runtime '${runtime.id.integrationRuntimeName}' is linked and has no ${what} of its own. Turn to the shared one.`,
  )
}

/** Refuses what only the machines of a runtime for SSIS can do. Assumed: the real words are not known. */
export const requireSsis = (runtime: Runtime): void => {
  if (isSsis(runtime)) return
  throw new CloudError(
    'BadRequest',
    `The integration runtime '${runtime.id.integrationRuntimeName}' is not one for SSIS, and has no machines to start, stop or ask.`,
  )
}

/** Refuses what only a managed runtime without machines of its own can do. Assumed: the real words are not known. */
export const requireServerless = (runtime: Runtime): void => {
  if (runtime.type === 'Managed' && !isSsis(runtime)) return
  throw new CloudError(
    'BadRequest',
    `The integration runtime '${runtime.id.integrationRuntimeName}' is not a managed one without SSIS, and has no interactive query.`,
  )
}
