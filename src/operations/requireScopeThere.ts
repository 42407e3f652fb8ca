import { requireRuntime } from '../core/requireRuntime.ts'
import { formatScope, type ScopeNames } from '../core/scope.ts'
import type { Reader } from '../core/store.ts'

/**
 * The scope that a path begins with. What lies above a runtime, and a factory itself, the front door has found.
 *
 * @throws CloudError `NotFound` for a runtime that is not there.
 */
export const requireScopeThere = async (tx: Reader, names: ScopeNames): Promise<string> => {
  const { subscriptionId, resourceGroupName, factoryName, integrationRuntimeName } = names
  if (subscriptionId && resourceGroupName && factoryName && integrationRuntimeName) {
    await requireRuntime(tx, { subscriptionId, resourceGroupName, factoryName, integrationRuntimeName })
  }
  return formatScope(names)
}
