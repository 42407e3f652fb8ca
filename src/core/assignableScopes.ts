import type { Caller } from './caller.ts'
import { CloudError } from './errors.ts'
import { grantsOf, isPermitted, linkedAuthorizationFailed } from './permissions.ts'
import { requireRuntime } from './requireRuntime.ts'
import { factoryNotFound, resourceGroupNotFound } from './resourceId.ts'
import { parseScope, type ScopeNames } from './scope.ts'
import type { Reader } from './store.ts'

/** What somebody wants to do to a role, by way of one scope, that touches all of these. */
interface Touched {
  readonly caller: Caller
  readonly action: string
  /** The one that the request names. */
  readonly at: string
  readonly scopes: readonly string[]
}

/**
 * Refuses whoever may not do at every scope that a role can be assigned at what is about to be done to it. What is in
 * another tenant nobody may; `/` covers the caller's own alone.
 *
 * @throws CloudError `LinkedAuthorizationFailed`. Documented.
 */
export const requireAtEvery = async (tx: Reader, { caller, action, at, scopes }: Touched): Promise<void> => {
  const grants = await grantsOf(tx, caller)
  const lacking: string[] = []
  for (const scope of scopes) {
    const isOurs = await isOfTenant(tx, caller.tenantId, scope)
    if (!isOurs || !isPermitted(grants, action, scope)) lacking.push(scope)
  }
  if (lacking.length === 0) return
  throw linkedAuthorizationFailed(caller, { action, scope: at }, { action, scope: lacking.join(',') })
}

const isOfTenant = async (tx: Reader, tenantId: string, scope: string): Promise<boolean> => {
  const subscription = await tx.findSubscription(parseScope(scope)?.subscriptionId ?? '')
  return subscription?.tenantId.toLowerCase() === tenantId.toLowerCase()
}

/**
 * Refuses scopes that are none, and those of what is not there. Their subscriptions are, as `requireAtEvery` has seen.
 *
 * @throws CloudError `BadRequestFormat`, `ResourceGroupNotFound`, `ResourceNotFound` or `NotFound`.
 */
export const requirePlaces = async (tx: Reader, scopes: readonly string[]): Promise<void> => {
  for (const scope of scopes) await requirePlace(tx, parseScope(scope) ?? {})
}

const requirePlace = async (tx: Reader, names: ScopeNames): Promise<void> => {
  const { subscriptionId = '', resourceGroupName, factoryName, integrationRuntimeName } = names
  if (resourceGroupName === undefined) return
  const groupId = { subscriptionId, resourceGroupName }
  if (!(await tx.findResourceGroup(groupId))) throw resourceGroupNotFound(groupId)
  if (factoryName === undefined) return
  const factoryId = { ...groupId, factoryName }
  if (!(await tx.findFactory(factoryId))) throw factoryNotFound(factoryId)
  if (integrationRuntimeName !== undefined) await requireRuntime(tx, { ...factoryId, integrationRuntimeName })
}

/**
 * Refuses what is no scope that a custom role can be assigned at. Documented: `/` is none of them.
 *
 * @throws CloudError `BadRequestFormat`. The words are ours.
 */
export const requireScopes = (scopes: readonly string[]): void => {
  const wrong = scopes.find((scope) => !parseScope(scope))
  if (wrong === undefined) return
  throw new CloudError(
    'BadRequestFormat',
    `The request was incorrectly formatted. '${wrong.slice(0, 200)}' in properties.assignableScopes is none that a custom ` +
      'role can have: the id of a subscription, a resource group, a data factory or an integration runtime.',
  )
}
