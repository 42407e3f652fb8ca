import type { Static } from 'typebox'
import { authenticate } from '../arm/authenticate.ts'
import { exchangeOf } from '../arm/exchangeOf.ts'
import { authorizationFailed } from '../core/access/authorizationFailed.ts'
import { isPermitted, isPermittedWithin } from '../core/access/grants.ts'
import { recordEntry, tenantChain } from '../core/audit/recordEntry.ts'
import type { Caller } from '../core/caller.ts'
import type { FoundAuthKey } from '../core/findAuthKey.ts'
import { isOfTenant } from '../core/isOfTenant.ts'
import { formatRuntimeId } from '../core/resourceId.ts'
import { quotaKindOf } from '../core/throttle.ts'
import { type Exchange, endpoint, type NodeParts } from './endpoint.ts'
import { findShownKey } from './findShownKey.ts'
import { VerifyBody, type VerifyReply } from './schemas.ts'

const action = 'Microsoft.DataFactory/factories/integrationruntimes/verifyAuthKey/action'

/** What stands in for the place of a key that is none, so that it takes as long to refuse. */
const everywhere = '/'

/**
 * Says whether a key is good, to a program that has signed in. Whether a key is unknown or its runtime not the caller's
 * to ask about does not show. Each use is counted, no success is told in the audit.
 *
 * @throws CloudError one of the 401s of `authenticate`, `TenantRequestsThrottled`, `AuthorizationFailed` for a caller
 * who may ask about no runtime at all, and what `findShownKey` throws.
 */
export const verifyKey = endpoint({
  path: '/nodes/v1/keys/verify',
  body: VerifyBody,

  answer: async ({ body, ...exchange }, parts): Promise<Static<typeof VerifyReply>> => {
    const { request, reply } = exchange
    const authority = { origin: parts.origins.named(request.headers.host), tenantId: undefined }
    const caller = await authenticate(parts, request.headers.authorization, authority)
    const quota = { level: 'tenant', of: caller.tenantId, kind: quotaKindOf(action) } as const
    reply.headers(parts.throttle(quota, caller.objectId))
    await requireVerifier(parts, exchange, caller)

    const found = await findShownKey(parts, exchange, {
      authKey: body.authKey,
      caller: { kind: 'principal', objectId: caller.objectId, name: caller.name },
      operationName: action,
      isFor: (one) => mayVerify(parts, caller, one),
    })
    if (!found) return { isValid: false }
    parts.pending.used(found.key)
    return replyOf(found)
  },
})

const mayVerify = ({ store }: NodeParts, caller: Caller, found: FoundAuthKey | undefined): Promise<boolean> =>
  store.read(async (tx) => {
    const scope = found ? formatRuntimeId(found.runtime.id) : everywhere
    const isPermittedThere = await isPermitted(tx, caller, { action, scope })
    return (await isOfTenant(tx, caller.tenantId, found?.runtime.id.subscriptionId ?? '')) && isPermittedThere
  })

/** Refuses a caller who may ask about no key there could be, and tells the audit of the tenant. */
const requireVerifier = async ({ store, effects }: NodeParts, exchange: Exchange, caller: Caller): Promise<void> => {
  if (await store.read((tx) => isPermittedWithin(tx, caller, { action, scope: everywhere }))) return
  const error = authorizationFailed(caller, action, everywhere)
  const { tenantId, objectId, name } = caller
  const entry = {
    id: effects.newId(),
    time: effects.now().toISOString(),
    tenantId,
    subscriptionId: undefined,
    caller: { kind: 'principal', objectId, name },
    ...exchangeOf(exchange),
    operationName: action,
    resourceId: everywhere,
    outcome: 'Failed',
    status: error.status,
    code: error.code,
    authKeys: [],
  } as const
  await store
    .change((tx) => recordEntry(tx, tenantChain(tenantId), entry))
    .catch((err: unknown) => exchange.request.log.error({ err }, 'a refusal could not be told in the audit'))
  throw error
}

const replyOf = ({ key, runtime }: FoundAuthKey): Static<typeof VerifyReply> => {
  const { name: keyName, generation, createTime, supersededTime } = key
  return {
    isValid: supersededTime === undefined,
    integrationRuntimeId: formatRuntimeId(runtime.id),
    keyName,
    generation,
    createTime,
    ...(supersededTime !== undefined && { supersededTime, supersededByGeneration: generation + 1 }),
  }
}
