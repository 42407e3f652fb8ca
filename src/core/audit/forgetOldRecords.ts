import type { Effects } from '../effects.ts'
import type { Store, Transaction } from '../store.ts'
import type { AuditEntry } from './auditEntry.ts'
import { checkpointLine } from './checkpoint.ts'
import { recordEntry, tenantChain } from './recordEntry.ts'

const dayMs = 24 * 60 * 60 * 1000

interface Retention {
  readonly days: number
  readonly effects: Pick<Effects, 'newId' | 'now'>
  /** Signs the checkpoints: of Ed25519, in PEM. */
  readonly privateKey: string
  /** Ends it early. What is left is forgotten the next time. */
  readonly signal?: AbortSignal
}

/**
 * Forgets the records of every chain that are older than so many days, and leaves a signed checkpoint in their place.
 * A chain loses its beginning alone, up to the first record that is to be kept: where a clock was once ahead, what stands
 * behind waits for it, and no chain has a hole. A thousand records at the most go at once, in a change of their own that
 * tells of it in the chain of the tenant.
 *
 * Age is counted back from the last thing that anybody did, or from now if that is earlier: a clock that is ahead when the
 * server starts makes nothing old by itself. So a store that is not used forgets nothing, either.
 *
 * @throws AggregateError of what hindered some chains; the others are pruned.
 */
export const forgetOldRecords = async (store: Store, retention: Retention): Promise<void> => {
  const { days, effects, signal } = retention
  const newestMs = await store.read((tx) => tx.findNewestAuditTime())
  if (newestMs === undefined) return
  const keptFromMs = Math.min(newestMs, effects.now().getTime()) - days * dayMs
  const hindrances: unknown[] = []
  for (const { chain } of await store.read((tx) => tx.listChainsBefore(keptFromMs))) {
    try {
      while (!signal?.aborted && (await store.change((tx) => forgetSome(tx, { chain, keptFromMs, ...retention }))));
    } catch (hindrance) {
      hindrances.push(hindrance)
    }
  }
  if (hindrances.length > 0) throw new AggregateError(hindrances, 'Old records of the audit could not be forgotten.')
}

interface Some extends Retention {
  readonly chain: string
  readonly keptFromMs: number
}

/** @returns whether there were any. */
const forgetSome = async (tx: Transaction, { chain, keptFromMs, effects, privateKey }: Some): Promise<boolean> => {
  const head = await tx.findChainHead(chain)
  const last = head && (await tx.findLastBefore(chain, keptFromMs))
  if (!last) return false
  const time = effects.now().toISOString()
  const checkpoint = checkpointLine({ chain, ...last, time }, privateKey)
  await tx.forgetAuditRecords(chain, { number: last.number, checkpoint })
  const { tenantId, first } = head
  const forgotten = { first, last: last.number }
  await recordEntry(tx, tenantChain(tenantId), entryOf({ tenantId, chain, time, forgotten }, effects))
  return true
}

const entryOf = (
  {
    tenantId,
    chain,
    time,
    forgotten,
  }: { readonly chain: string } & Pick<AuditEntry, 'forgotten' | 'tenantId' | 'time'>,
  { newId }: Pick<Effects, 'newId'>,
): AuditEntry => {
  const id = newId()
  return {
    id,
    time,
    tenantId,
    subscriptionId: undefined,
    caller: { kind: 'server', objectId: '', name: 'Lazulite' },
    address: undefined,
    correlationId: id,
    clientRequestId: undefined,
    method: 'DELETE',
    operationName: 'Lazulite.Control/auditRecords/delete',
    resourceId: chain,
    outcome: 'Succeeded',
    status: 200,
    code: undefined,
    authKeys: [],
    ...(forgotten && { forgotten }),
  }
}
