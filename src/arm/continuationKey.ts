import type { Effects } from '../core/effects.ts'
import { requireServerSecret } from '../core/serverSecret.ts'
import type { Store } from '../core/store.ts'

/** The 32 bytes that the links between the pages of lists are sealed with: made once for a store, and kept in it. */
export const openContinuationKey = (store: Store, effects: Pick<Effects, 'randomBytes'>): Promise<Buffer> =>
  store.change((tx) => requireServerSecret(tx, 'continuation', effects))
