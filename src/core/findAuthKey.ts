import { type AuthKey, formatAuthKey, mostKeyCharacters, secretInAuthKey, uidInAuthKey } from './authKey.ts'
import type { Factory } from './factory.ts'
import { openAuthKey } from './openAuthKey.ts'
import type { Runtime } from './runtime.ts'
import type { Reader } from './store.ts'

export interface FoundAuthKey {
  readonly key: AuthKey
  readonly runtime: Runtime
  readonly factory: Factory
}

/**
 * The key that somebody seems to show, of whatever generation; undefined for what was never a key here, or whose runtime is
 * gone. That a current one is what it passes for, `openAuthKey` says.
 *
 * It is found by the keyed hash of its secret, before anything else is looked at: how long the answer takes tells nothing
 * of how near the secret of a guess came.
 */
export const lookUpAuthKey = async (tx: Reader, given: string): Promise<FoundAuthKey | undefined> => {
  const uid = given.length > mostKeyCharacters ? undefined : uidInAuthKey(given)?.toLowerCase()
  if (uid === undefined) return undefined
  const secret = secretInAuthKey(given)
  const key = await tx.findAuthKeyBy(uid, tx.fingerprint('authKey', uid, secret))
  const runtime = key && (await tx.findRuntimeByUid(uid))
  const factory = runtime && (await tx.findFactory(runtime.id))
  if (!key || !runtime || !factory || formatAuthKey(factory, runtime.uid, secret) !== given) return undefined
  return { key, runtime, factory }
}

/**
 * The key that somebody shows.
 *
 * @throws SealBroken when it passes for the current one, and is not.
 */
export const findAuthKey = async (tx: Reader, given: string): Promise<FoundAuthKey | undefined> => {
  const found = await lookUpAuthKey(tx, given)
  if (found && found.key.supersededTime === undefined) await openAuthKey(tx, found.key)
  return found
}
