import { type FoundAuthKey, findAuthKey } from './findAuthKey.ts'
import { authKeySuperseded, authKeyUnknown } from './nodeRefusals.ts'
import type { Reader } from './store.ts'

/**
 * The key that somebody shows, if it is a current one.
 *
 * @throws CloudError `AuthKeyUnknown`, `AuthKeySuperseded`.
 */
export const requireCurrentKey = async (tx: Reader, given: string): Promise<FoundAuthKey> => {
  const found = await findAuthKey(tx, given)
  if (!found) throw authKeyUnknown()
  if (found.key.supersededTime !== undefined) throw authKeySuperseded(found)
  return found
}
