import type { AuditCaller } from '../core/audit/auditEntry.ts'
import type { Runtime } from '../core/runtime.ts'
import { type SealBroken, storedSecretBroken } from '../core/sealBroken.ts'
import type { Exchange, NodeParts } from './endpoint.ts'
import { tellAudit } from './tellAudit.ts'

/** Who has met something broken, and at what. */
interface Met {
  readonly runtime: Runtime
  readonly nodeName?: string
  readonly caller: AuditCaller
  /** As the audit names it. */
  readonly operationName: string
}

/** Nobody fills the disk by showing a broken key again and again. */
const quietMs = 60 * 60 * 1000

/**
 * Tells the audit of what does not vouch for itself: once an hour for each such thing, operation and node. When it cannot
 * be written, the log says so, and the next time it is tried again.
 */
export const tellBroken = async (
  asked: { readonly parts: NodeParts; readonly exchange: Exchange },
  cause: SealBroken,
  met: Met,
): Promise<void> => {
  const { effects, store, toldBroken } = asked.parts
  const what = [met.operationName, met.nodeName ?? '', cause.what].join(' ')
  const nowMs = effects.now().getTime()
  if (Math.abs(nowMs - (toldBroken.get(what) ?? Number.NEGATIVE_INFINITY)) < quietMs) return
  // At once: many may be under way together.
  toldBroken.set(what, nowMs)
  const { status, code } = storedSecretBroken(cause)
  const told = { ...met, outcome: 'Failed', status, code, broken: cause.what, authKeys: [] } as const
  try {
    await store.change((tx) => tellAudit(tx, asked, told))
  } catch (err) {
    toldBroken.set(what, Number.NEGATIVE_INFINITY)
    asked.exchange.request.log.error({ err }, 'a broken secret could not be told in the audit')
  }
}
