import { CloudError } from '../errors.ts'
import { requireParents } from '../requireParents.ts'
import { requireRuntime } from '../requireRuntime.ts'
import { parseRuntimeId } from '../resourceId.ts'
import { distinctScopes, formatScope, parseScope } from '../scope.ts'
import type { Reader } from '../store.ts'

/**
 * Refuses what is no scope that a custom role can be assigned at. Documented: `/` is none of them.
 *
 * @throws CloudError `BadRequestFormat`. The words are ours.
 */
export const requireScopeIds = (scopes: readonly string[]): void => {
  const wrong = scopes.find((scope) => !parseScope(scope))
  if (wrong === undefined) return
  throw new CloudError(
    'BadRequestFormat',
    `The request was incorrectly formatted. '${wrong.slice(0, 200)}' in properties.assignableScopes is none that a custom ` +
      'role can have: the id of a subscription, a resource group, a data factory or an integration runtime.',
  )
}

/**
 * Refuses the scopes of what is not there. Their subscriptions are, as `requirePermissionAtEvery` has seen.
 *
 * @throws CloudError `ResourceGroupNotFound`, `ResourceNotFound` or `NotFound`.
 */
export const requireScopesThere = async (tx: Reader, scopes: readonly string[]): Promise<void> => {
  for (const scope of distinctScopes(scopes)) {
    const names = parseScope(scope) ?? {}
    await requireParents(tx, names)
    const runtimeId = parseRuntimeId(formatScope(names))
    if (runtimeId) await requireRuntime(tx, runtimeId)
  }
}
