import type { Effects } from './effects.ts'
import { StartError } from './startError.ts'
import type { Store } from './store.ts'

/**
 * 32 bytes that the server alone knows: made once for a store and a purpose, and kept in it.
 *
 * @param name what they are for: `audit` signs exports, `seal` is for what is sent out to come back unread, `ticket` for what
 * is kept as a hash.
 * @throws StartError where it is missing and the store has a world: another would be taken for the one that was.
 */
export const openServerSecret = (
  store: Store,
  name: 'audit' | 'seal' | 'ticket',
  { randomBytes }: Pick<Effects, 'randomBytes'>,
): Promise<Buffer> =>
  store.change(async (tx) => {
    const kept = await tx.findServerSecret(name)
    if (kept !== undefined) return Buffer.from(kept, 'base64')
    if (await tx.findWorld()) throw missingSecret(name)
    const secret = randomBytes(32)
    await tx.addServerSecret(name, secret.toString('base64'))
    return secret
  })

const missingSecret = (name: string): StartError =>
  new StartError(
    `The server's own secret for '${name}' is missing in the database, and another cannot take its place. ` +
      'Put a backup of the data folder back; nothing was changed.',
  )
