import type { Factory } from './factory.ts'
import { findLender } from './linking.ts'
import { requireSelfHosted } from './requireKind.ts'
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
  requireSelfHosted(runtime, 'nodes')
  if (!isLinked(runtime)) return runtime
  const shared = await findLender(tx, factory, runtime)
  if (!shared) throw sharedAccessDenied(runtime.id.integrationRuntimeName)
  return shared
}
