import type { FoundAuthKey } from '../core/findAuthKey.ts'
import { authKeySuperseded, authKeyUnknown } from '../core/nodeRefusals.ts'
import type { Exchange, NodeParts } from './endpoint.ts'
import { findShownKey, type ShownKey } from './findShownKey.ts'

/**
 * Refuses a wrong key before a transaction is begun for it. One that was right once is no guess: it is counted as used. Answers with
 * a current one.
 *
 * @throws CloudError `AuthKeyUnknown`, `AuthKeySuperseded`, and what `findShownKey` throws.
 */
export const refuseWrongKey = async (parts: NodeParts, exchange: Exchange, shown: ShownKey): Promise<FoundAuthKey> => {
  const found = await findShownKey(parts, exchange, shown)
  if (!found) throw authKeyUnknown()
  if (found.key.supersededTime === undefined) return found
  parts.pending.used(found.key)
  throw authKeySuperseded(found)
}
