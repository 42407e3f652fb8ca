import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AuditEntry } from '../core/audit/auditEntry.ts'
import { chainOf, isTenantChain, recordEntry, tenantChain } from '../core/audit/recordEntry.ts'
import type { Caller } from '../core/caller.ts'
import { CloudError } from '../core/errors.ts'
import type { FactoryId } from '../core/resourceId.ts'
import { SealBroken, storedSecretBroken } from '../core/sealBroken.ts'
import type { Reader, Transaction } from '../core/store.ts'
import { quotaKindOf } from '../core/throttle.ts'
import type { AnyOperation, AnyReply } from '../operations/operation.ts'
import { failure, type Outcome, started, success } from './auditOutcome.ts'
import { asCloudError } from './errorReply.ts'
import { exchangeOf } from './exchangeOf.ts'
import { fillIn } from './fillIn.ts'
import type { Gate, Target } from './gate.ts'
import type { Resource } from './resource.ts'

/** Whether the audit tells of an operation: of each that is more than a read, by the last word of its RBAC action. */
export const isAudited = ({ action }: Pick<AnyOperation, 'action'>): boolean => quotaKindOf(action) !== 'reads'

/** Who asks for what, as the front door has found out. */
export interface Asked {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly target: Target
  readonly caller: Caller
}

/** Writes the audit of the requests for one operation. */
export interface Auditor {
  /**
   * Does a deed and tells of it, where the audit tells of such: both are kept, or neither is.
   *
   * @throws what `recordEntry` throws when it cannot be written.
   */
  tellDeed(tx: Transaction, asked: Asked, deed: () => Promise<AnyReply>): Promise<AnyReply>
  /**
   * Tells that something begins which takes many transactions, in the one that has checked the request.
   *
   * @throws what `recordEntry` throws when it cannot be written.
   */
  tellStart(tx: Transaction, asked: Asked): Promise<void>
  /**
   * Does what `tellStart` has told the beginning of, and tells how it ended, whatever comes of it. That stays what it is
   * when the audit cannot be written; the log then says so.
   *
   * @throws CloudError `StoredSecretBroken` in place of SealBroken, and whatever the work throws.
   */
  tellEnd(asked: Asked, work: () => Promise<AnyReply>): Promise<AnyReply>
  /**
   * Does some work, and tells of it where it is refused for want of a role, or because a stored secret is not what it was:
   * of the latter also where the operation only reads. The refusal stays what it is when the audit cannot be written; the
   * log then says so.
   *
   * @throws CloudError `StoredSecretBroken` in place of SealBroken, and whatever the work is refused with.
   */
  tellRefusal<T>(asked: Asked, work: () => Promise<T>): Promise<T>
}

export const auditorOf = (
  { store, effects }: Pick<Gate, 'effects' | 'store'>,
  operation: AnyOperation,
  { scopePath }: Resource,
): Auditor => {
  const entryOf = (asked: Asked, outcome: Outcome): AuditEntry => ({
    id: effects.newId(),
    time: effects.now().toISOString(),
    ...whoAsks(asked),
    ...exchangeOf(asked),
    operationName: fillIn(operation.action ?? '', asked.target),
    resourceId: fillIn(scopePath, asked.target),
    ...outcome,
  })

  /** Tells what must not change what the caller is answered. */
  const tellAfterwards = async (asked: Asked, outcome: Outcome): Promise<void> => {
    try {
      await store.change(async (tx) => recordEntry(tx, await wholeChainFor(tx, asked), entryOf(asked, outcome)))
    } catch (err) {
      asked.request.log.error({ err }, `${whatIsUntold[outcome.outcome]} could not be told in the audit`)
    }
  }

  return {
    tellDeed: async (tx, asked, deed) => {
      if (!isAudited(operation)) return deed()
      const before = await chainFor(tx, asked)
      const reply = await deed()
      // What makes a factory begins its chain, and what deletes it is the last in it.
      const chain = isTenantChain(before) ? await chainFor(tx, asked) : before
      await recordEntry(tx, chain, entryOf(asked, success(reply)))
      return reply
    },
    tellStart: async (tx, asked) => recordEntry(tx, await chainFor(tx, asked), entryOf(asked, started)),
    tellEnd: async (asked, work) => {
      try {
        const reply = await work()
        await tellAfterwards(asked, success(reply))
        return reply
      } catch (thrown) {
        const error = inWords(thrown)
        await tellAfterwards(asked, failure(asCloudError(error, asked.request)))
        throw error
      }
    },
    tellRefusal: async (asked, work) => {
      try {
        return await work()
      } catch (thrown) {
        const error = inWords(thrown)
        if (error instanceof CloudError && isToBeTold(error, operation)) await tellAfterwards(asked, failure(error))
        throw error
      }
    },
  }
}

const whatIsUntold = { Failed: 'a refusal', Started: 'a beginning', Succeeded: 'an end' } as const

const inWords = (thrown: unknown): unknown => (thrown instanceof SealBroken ? storedSecretBroken(thrown) : thrown)

const isToBeTold = ({ status, code }: CloudError, operation: AnyOperation): boolean =>
  code === 'StoredSecretBroken' || (status === 403 && isAudited(operation))

const whoAsks = ({ target, caller: { tenantId, objectId, name } }: Asked) => ({
  tenantId,
  subscriptionId: target.subscriptionId,
  caller: { kind: 'principal' as const, objectId, name },
})

/** The chain that a request belongs to, as things are. */
const chainFor = (tx: Reader, { caller: { tenantId }, target }: Asked): Promise<string> =>
  chainOf(tx, { tenantId, factoryId: factoryIdIn(target) })

/** That chain, or the tenant's where somebody has tampered with a factory's: what is found out there is to be told. */
const wholeChainFor = async (tx: Reader, asked: Asked): Promise<string> => {
  const chain = await chainFor(tx, asked)
  try {
    await tx.findChainHead(chain)
    return chain
  } catch (error) {
    if (error instanceof SealBroken) return tenantChain(asked.caller.tenantId)
    throw error
  }
}

const factoryIdIn = ({ subscriptionId, resourceGroupName, factoryName }: Target): FactoryId | undefined =>
  subscriptionId && resourceGroupName && factoryName ? { subscriptionId, resourceGroupName, factoryName } : undefined
