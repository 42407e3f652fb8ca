import type { Caller } from '../caller.ts'
import { isOfTenant } from '../isOfTenant.ts'
import { coveredBy, distinctScopes, parseScope } from '../scope.ts'
import type { Reader } from '../store.ts'
import { linkedAuthorizationFailed } from './authorizationFailed.ts'
import { grantsOf, scopesOf } from './grants.ts'

/** What somebody wants to do to a role, by way of one scope, that touches all of these. */
interface Touched {
  readonly caller: Caller
  readonly action: string
  /** The one that the request names. */
  readonly at: string
  readonly scopes: readonly string[]
}

/**
 * Refuses whoever may not do at every scope that a role can be assigned at what is about to be done to it.
 *
 * @throws CloudError `LinkedAuthorizationFailed`. Documented.
 */
export const requirePermissionAtEvery = async (tx: Reader, touched: Touched): Promise<void> => {
  const { caller, action, at } = touched
  const scopes = await lackingAt(tx, touched)
  if (scopes.length > 0) throw linkedAuthorizationFailed(caller, { action, scope: at }, { action, scopes })
}

/**
 * The scopes at which somebody may not do it, each once. What is in another tenant nobody may; `/` covers the caller's own
 * alone.
 */
export const lackingAt = async (tx: Reader, { caller, action, scopes }: Omit<Touched, 'at'>): Promise<string[]> => {
  const isPermitted = coveredBy(scopesOf(await grantsOf(tx, caller), action))
  const lacking: string[] = []
  for (const scope of distinctScopes(scopes)) {
    const isOurs = await isOfTenant(tx, caller.tenantId, parseScope(scope)?.subscriptionId ?? '')
    if (!isOurs || !isPermitted(scope)) lacking.push(scope)
  }
  return lacking
}
