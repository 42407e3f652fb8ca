import { type RuntimeId, runtimeNotFound } from './resourceId.ts'
import type { Runtime } from './runtime.ts'
import type { Reader } from './store.ts'

/**
 * The runtime of that id.
 *
 * @throws CloudError `NotFound`.
 */
export const requireRuntime = async (tx: Reader, id: RuntimeId): Promise<Runtime> => {
  const runtime = await tx.findRuntime(id)
  if (!runtime) throw runtimeNotFound(id)
  return runtime
}
