import type { Effects } from './effects.ts'
import type { Transaction } from './store.ts'

/** What the server seals with: 32 bytes, made when they are first needed, and the same from then on. */
export const requireServerSecret = async (
  tx: Transaction,
  name: string,
  { randomBytes }: Pick<Effects, 'randomBytes'>,
): Promise<Buffer> => {
  const kept = await tx.findServerSecret(name)
  if (kept !== undefined) return Buffer.from(kept, 'base64')
  const secret = randomBytes(32)
  await tx.saveServerSecret(name, secret.toString('base64'))
  return secret
}
