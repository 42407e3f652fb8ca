import { CloudError } from './errors.ts'
import type { Factory } from './factory.ts'
import { findShared } from './linking.ts'
import { isLinked, type Runtime } from './runtime.ts'
import { sharedAccessDenied } from './shared.ts'
import type { Reader } from './store.ts'

/**
 * The runtime whose nodes work for another: itself, or the one that it has on loan.
 *
 * @throws CloudError `BadRequest` for a managed runtime (assumed), `UnauthorizedIntegrationRuntimeAccess` for a linked one
 * whose link or right was taken away (documented for its creation).
 */
export const requireNodeHolder = async (tx: Reader, factory: Factory, runtime: Runtime): Promise<Runtime> => {
  requireSelfHosted(runtime)
  if (!isLinked(runtime)) return runtime
  const shared = await findShared(tx, factory, runtime)
  if (!shared) throw sharedAccessDenied(runtime.id.integrationRuntimeName)
  return shared
}

/**
 * Refuses what is done to the nodes of a runtime on one that has none of its own: who borrows nodes does not rule them.
 *
 * @throws CloudError `BadRequest` for a managed or a linked runtime. Assumed: the real words are not known.
 */
export const requireOwnNodes = (runtime: Runtime): void => {
  requireSelfHosted(runtime)
  if (!isLinked(runtime)) return
  throw new CloudError(
    'BadRequest',
    `The integration runtime '${runtime.id.integrationRuntimeName}' is linked and has no nodes of its own. Ask this of the shared one.`,
  )
}

const requireSelfHosted = ({ id, type }: Runtime): void => {
  if (type === 'SelfHosted') return
  throw new CloudError(
    'BadRequest',
    `The integration runtime '${id.integrationRuntimeName}' is of type ${type} and has no nodes that register.`,
  )
}
