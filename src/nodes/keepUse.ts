import type { AuthKeyId } from '../core/authKey.ts'
import type { Transaction } from '../core/store.ts'
import { formatTimestamp } from '../core/timestamps.ts'

/** Counts a use of a key, in the transaction of what it was used for. */
export const keepUse = (tx: Transaction, key: AuthKeyId, now: Date): Promise<void> =>
  tx.addAuthKeyUses(key, { uses: 1, lastUsedTime: formatTimestamp(now) })
