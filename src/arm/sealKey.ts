import type { Effects } from '../core/effects.ts'
import type { Store } from '../core/store.ts'

const name = 'seal'

/** The 32 bytes that what the server alone may read is sealed with: made once for a store, and kept in it. */
export const openSealKey = (store: Store, { randomBytes }: Pick<Effects, 'randomBytes'>): Promise<Buffer> =>
  store.change(async (tx) => {
    const kept = await tx.findServerSecret(name)
    if (kept !== undefined) return Buffer.from(kept, 'base64')
    const key = randomBytes(32)
    await tx.addServerSecret(name, key.toString('base64'))
    return key
  })
