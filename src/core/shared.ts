import { isPermitted } from './access/grants.ts'
import { CloudError } from './errors.ts'
import { type Factory, hasSystemAssignedIdentity } from './factory.ts'
import { lookUpAuthKey } from './findAuthKey.ts'
import { isOfTenant } from './isOfTenant.ts'
import { isJsonObject, type JsonObject } from './json.ts'
import { openAuthKey } from './openAuthKey.ts'
import { formatRuntimeId, parseRuntimeId } from './resourceId.ts'
import { isLinked, type Runtime } from './runtime.ts'
import type { Reader } from './store.ts'

/** What the identity of a factory must be allowed to do with a runtime that it borrows. Assumed. */
const borrow = 'Microsoft.DataFactory/factories/integrationruntimes/linkedIntegrationRuntime/action'

/** Who wants to borrow a runtime, and what lets it. */
interface Borrowing {
  readonly factory: Factory
  /** Name of the linked runtime. */
  readonly name: string
  readonly linkedInfo: JsonObject
}

/**
 * The runtime that a linked one is to borrow.
 *
 * @throws CloudError `ManagedIdentityRequiredToCreateLinkedIntegrationRuntime` and `UnauthorizedIntegrationRuntimeAccess`,
 * the latter whether the runtime is not there or not to be had: documented. `BadRequest` for one that cannot be shared:
 * the real words are not known.
 */
export const requireLender = async (tx: Reader, borrowing: Borrowing): Promise<Runtime> => {
  const isByKey = borrowing.linkedInfo.authorizationType === 'Key'
  const shared = await (isByKey ? sharedByKey(tx, borrowing) : sharedByRole(tx, borrowing))
  requireShareable(shared)
  return shared
}

/**
 * Refuses to share what cannot be: a managed runtime, and one that is borrowed itself.
 *
 * @throws CloudError `BadRequest`. The real words are not known.
 */
export const requireShareable = (runtime: Runtime): void => {
  const name = runtime.id.integrationRuntimeName
  if (runtime.type !== 'SelfHosted') throw cannotBeShared(name, 'is not self-hosted')
  if (isLinked(runtime)) throw cannotBeShared(name, 'is itself linked to another one')
}

const sharedByRole = async (tx: Reader, { factory, name, linkedInfo }: Borrowing): Promise<Runtime> => {
  const { credential, resourceId } = linkedInfo
  if (isJsonObject(credential)) throw invalidReference(String(credential.referenceName).slice(0, 200))
  if (!hasSystemAssignedIdentity(factory)) throw managedIdentityRequired(name, factory.id.factoryName)
  const id = parseRuntimeId(String(resourceId))
  const shared = id && (await tx.findRuntime(id))
  if (shared && (await mayBorrow(tx, factory, shared))) return shared
  throw sharedAccessDenied((id?.integrationRuntimeName ?? String(resourceId)).slice(0, 200))
}

const sharedByKey = async (tx: Reader, { factory, name, linkedInfo: { key } }: Borrowing): Promise<Runtime> => {
  const given = isJsonObject(key) ? String(key.value) : ''
  const found = await lookUpAuthKey(tx, given)
  const isCurrent = found && found.key.supersededTime === undefined
  if (!isCurrent || (await commonTenant(tx, factory, found.runtime)) === undefined) throw sharedAccessDenied(name)
  // Whose it is comes first: nobody learns of another tenant's key that it is broken.
  await openAuthKey(tx, found.key)
  return found.runtime
}

/** Whether a factory's own identity may use another's runtime. */
export const mayBorrow = async (tx: Reader, factory: Factory, shared: Runtime): Promise<boolean> => {
  const tenantId = await commonTenant(tx, factory, shared)
  if (tenantId === undefined || !hasSystemAssignedIdentity(factory)) return false
  const identity = { tenantId, objectId: factory.principalId }
  return isPermitted(tx, identity, { action: borrow, scope: formatRuntimeId(shared.id) })
}

/** The tenant of both; undefined where they have two: nothing is shared across that border. Documented. */
const commonTenant = async (tx: Reader, factory: Factory, shared: Runtime): Promise<string | undefined> => {
  const here = await tx.findSubscription(factory.id.subscriptionId)
  return here && (await isOfTenant(tx, here.tenantId, shared.id.subscriptionId)) ? here.tenantId : undefined
}

/** Documented. */
const managedIdentityRequired = (name: string, factoryName: string): CloudError =>
  new CloudError(
    'ManagedIdentityRequiredToCreateLinkedIntegrationRuntime',
    `Managed identity is required when creating linked integration runtime '${name}' under '${factoryName}'. ` +
      'Please specify a managed identity via credential object.',
  )

/** Documented. */
export const sharedAccessDenied = (name: string): CloudError =>
  new CloudError(
    'UnauthorizedIntegrationRuntimeAccess',
    `Access denied. Unable to access shared integration runtime '${name}'. ` +
      'Please check whether this resource has been granted permission by the shared integration runtime',
  )

/** Documented for other references. There are no credentials here that a name could refer to. */
const invalidReference = (name: string): CloudError =>
  new CloudError('BadRequest', `The document creation or update failed because of invalid reference '${name}'.`)

const cannotBeShared = (name: string, why: string): CloudError =>
  new CloudError('BadRequest', `The integration runtime '${name}' ${why}, and cannot be shared.`)
