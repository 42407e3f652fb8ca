import { operations } from './index.ts'
import type { AnyOperation } from './operation.ts'
import { scopePaths } from './paths.ts'

/** An operation that is asked of scopes, at one kind of them. */
const at = (scope: string, operation: AnyOperation): AnyOperation => ({
  ...operation,
  path: operation.path.replace('{scope}', scope),
  action: scope === '' && operation.isOpenAtTenant ? undefined : operation.action,
})

/** Every operation at every path that it has: what is asked of a scope is mounted at each kind of scope. */
export const routes: readonly AnyOperation[] = operations.flatMap((operation) =>
  operation.path.startsWith('{scope}') ? scopePaths.map((scope) => at(scope, operation)) : [operation],
)
