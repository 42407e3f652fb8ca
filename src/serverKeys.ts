import { auditPrivateKey } from './core/audit/auditPrivateKey.ts'
import type { Effects } from './core/effects.ts'
import { openServerSecret } from './core/serverSecret.ts'
import type { Store } from './core/store.ts'
import { openSigningKeys, type SigningKeys } from './entra/tokens/signingKeys.ts'
import { newSigningKey } from './machine.ts'

/** What the server has made for itself, and keeps in its store. */
export interface ServerKeys {
  /** Of its access tokens. */
  readonly signingKeys: SigningKeys
  /** Seals what is sent out to come back unread. */
  readonly sealKey: Buffer
  /** Hashes what the token service gives out. */
  readonly ticketKey: Buffer
  /** Signs exports of the audit: of Ed25519, in PEM. */
  readonly auditKey: string
}

/** Opens the keys, and makes those that are not there yet. */
export const openServerKeys = async (store: Store, effects: Effects): Promise<ServerKeys> => ({
  signingKeys: await openSigningKeys({ store, effects, newSigningKey }),
  sealKey: await openServerSecret(store, 'seal', effects),
  ticketKey: await openServerSecret(store, 'ticket', effects),
  auditKey: auditPrivateKey(await openServerSecret(store, 'audit', effects)),
})
