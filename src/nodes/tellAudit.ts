import { exchangeOf } from '../arm/exchangeOf.ts'
import type { AuditEntry } from '../core/audit/auditEntry.ts'
import { chainOf, recordEntry } from '../core/audit/recordEntry.ts'
import { formatRuntimeId } from '../core/resourceId.ts'
import type { Runtime } from '../core/runtime.ts'
import type { Transaction } from '../core/store.ts'
import type { Exchange, NodeParts } from './endpoint.ts'

interface Told
  extends Pick<AuditEntry, 'authKeys' | 'broken' | 'caller' | 'code' | 'operationName' | 'outcome' | 'status'> {
  readonly runtime: Runtime
  /** Undefined for what is about the runtime itself. */
  readonly nodeName?: string
}

/**
 * Adds to the audit of a runtime's factory what was asked by whoever shows a key or a credential of it.
 *
 * @throws StoreError when it cannot be written.
 */
export const tellAudit = async (
  tx: Transaction,
  { parts: { effects }, exchange }: { readonly parts: NodeParts; readonly exchange: Exchange },
  { runtime: { id }, nodeName, ...told }: Told,
): Promise<void> => {
  const subscription = await tx.findSubscription(id.subscriptionId)
  if (!subscription) throw new Error('A runtime is in no subscription.')
  const entry: AuditEntry = {
    id: effects.newId(),
    time: effects.now().toISOString(),
    tenantId: subscription.tenantId,
    subscriptionId: id.subscriptionId,
    ...exchangeOf(exchange),
    resourceId: nodeName === undefined ? formatRuntimeId(id) : `${formatRuntimeId(id)}/nodes/${nodeName}`,
    ...told,
  }
  await recordEntry(tx, await chainOf(tx, { tenantId: entry.tenantId, factoryId: id }), entry)
}
