import { beginOnRuntime } from './beginOperation.ts'
import type { Effects } from './effects.ts'
import type { LongRunningOperation } from './longRunning.ts'
import type { Runtime } from './runtime.ts'
import type { LastOperation } from './ssis.ts'
import type { Transaction } from './store.ts'
import { formatTimestamp } from './timestamps.ts'

/** Begins to start or to stop the machines of a runtime, and keeps with it what was asked of them. */
export const askMachines = async (
  tx: Transaction,
  { runtime, deed }: { readonly runtime: Runtime; readonly deed: LastOperation['deed'] },
  effects: Effects,
): Promise<LongRunningOperation> => {
  const begun = await beginOnRuntime(tx, { runtime, deed }, effects)
  const startTime = formatTimestamp(effects.now())
  const lastOperation = { deed, startTime, endsAt: begun.endsAt, activityId: effects.newId() }
  await tx.saveRuntime({ ...runtime, lastOperation })
  return begun
}
