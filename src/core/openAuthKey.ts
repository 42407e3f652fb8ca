import type { AuthKeyMark } from './authKey.ts'
import { SealBroken } from './sealBroken.ts'
import type { Reader } from './store.ts'

/**
 * The secret of a current key. It vouches for what is told of the key: whoever can write to the database can change a
 * fingerprint there, but not what is sealed.
 *
 * @throws SealBroken when it is not as it was kept, or the key is not the one that it was made for.
 */
export const openAuthKey = async (
  tx: Reader,
  { runtimeUid, name, generation, fingerprint }: AuthKeyMark,
): Promise<string> => {
  const secret = await tx.findAuthKeySecret(runtimeUid, name)
  if (secret !== undefined && tx.fingerprint('authKey', runtimeUid, secret) === fingerprint) return secret
  throw new SealBroken(`${name}, generation ${generation}, of the integration runtime ${runtimeUid}`)
}
