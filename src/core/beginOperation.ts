import type { Effects } from './effects.ts'
import type { LongRunningOperation, RuntimeDeed } from './longRunning.ts'
import type { Runtime } from './runtime.ts'
import type { Transaction } from './store.ts'

/** Long enough for any client to have asked how it ended. */
const keptForMs = 24 * 60 * 60 * 1000

/** Begins what takes its time, and forgets what has ended a day ago. */
export const beginOperation = async (
  tx: Transaction,
  wanted: Pick<LongRunningOperation, 'deed' | 'runtimeUid' | 'subscriptionId'>,
  { now, newId, operationMs }: Effects,
): Promise<LongRunningOperation> => {
  const nowMs = now().getTime()
  const operation = { ...wanted, id: newId().replaceAll('-', ''), endsAt: nowMs + operationMs }
  await tx.forgetBegunBefore(nowMs - keptForMs)
  await tx.addBegun(operation)
  return operation
}

/** Begins what is done to a runtime. */
export const beginOnRuntime = (
  tx: Transaction,
  { runtime, deed }: { readonly runtime: Runtime; readonly deed: RuntimeDeed },
  effects: Effects,
): Promise<LongRunningOperation> =>
  beginOperation(tx, { deed, runtimeUid: runtime.uid, subscriptionId: runtime.id.subscriptionId }, effects)
