import { countWrong } from '../core/attempts/countWrong.ts'
import type { AuditCaller } from '../core/audit/auditEntry.ts'
import { uidInAuthKey } from '../core/authKey.ts'
import { type FoundAuthKey, lookUpAuthKey } from '../core/findAuthKey.ts'
import { tooManyAttempts } from '../core/nodeRefusals.ts'
import { openAuthKey } from '../core/openAuthKey.ts'
import { SealBroken, storedSecretBroken } from '../core/sealBroken.ts'
import type { Exchange, NodeParts } from './endpoint.ts'
import { tellBroken } from './tellBroken.ts'

/** A key that somebody shows, and what for. */
export interface ShownKey {
  readonly authKey: string
  readonly caller: AuditCaller
  /** As the audit names it. */
  readonly operationName: string
  /** Whether the key counts as one for that caller; it does unless told otherwise. */
  readonly isFor?: (found: FoundAuthKey | undefined) => Promise<boolean>
}

/**
 * Looks for a key, of any generation; undefined for what is none, or not for the caller. Wrong ones are counted by address
 * and by the runtime that they name; so are those whose stored secret is broken.
 *
 * @throws CloudError `TooManyAttempts`; `StoredSecretBroken`, which is told in the audit.
 */
export const findShownKey = async (
  parts: NodeParts,
  exchange: Exchange,
  shown: ShownKey,
): Promise<FoundAuthKey | undefined> => {
  const { authKey, isFor } = shown
  const account = { kind: 'authKey', tenantId: '', name: uidInAuthKey(authKey) ?? '' } as const
  const attempt = { account, address: exchange.request.ip }
  const look = async (): Promise<FoundAuthKey | undefined> => {
    const found = await parts.store.read((tx) => lookUpAuthKey(tx, authKey))
    return (await isFor?.(found)) === false ? undefined : found
  }
  const found = await countWrong(parts, attempt, { look, tooMany: tooManyAttempts })
  if (!found || found.key.supersededTime !== undefined) return found
  // Whose it is came first: nobody learns of another's key that it is broken.
  try {
    await parts.store.read((tx) => openAuthKey(tx, found.key))
  } catch (thrown) {
    if (!(thrown instanceof SealBroken)) throw thrown
    parts.attempts.failed(attempt)
    const { caller, operationName } = shown
    await tellBroken({ parts, exchange }, thrown, { runtime: found.runtime, caller, operationName })
    throw storedSecretBroken(thrown)
  }
  return found
}
