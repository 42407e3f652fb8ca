import type { Effects } from './effects.ts'
import type { Store } from './store.ts'

/**
 * 32 bytes that the server alone knows: made once for a store and a purpose, and kept in it.
 *
 * @param name what they are for: `seal` what is sent out to come back unread, `ticket` what is kept as a hash.
 */
export const openServerSecret = (
  store: Store,
  name: 'seal' | 'ticket',
  { randomBytes }: Pick<Effects, 'randomBytes'>,
): Promise<Buffer> =>
  store.change(async (tx) => {
    const kept = await tx.findServerSecret(name)
    if (kept !== undefined) return Buffer.from(kept, 'base64')
    const secret = randomBytes(32)
    await tx.addServerSecret(name, secret.toString('base64'))
    return secret
  })
