import { authKeyNames, type KeyMaker, newAuthKey, newAuthKeySecret } from './authKey.ts'
import type { Effects } from './effects.ts'
import { newEtag } from './etag.ts'
import type { Runtime } from './runtime.ts'
import type { Transaction } from './store.ts'
import { formatTimestamp } from './timestamps.ts'

interface NewRuntime extends Pick<Runtime, 'id' | 'properties' | 'type'> {
  /** Undefined for one of the world that the store is begun with. */
  readonly createdBy?: KeyMaker
}

/** Makes a runtime with all that it is born with: a GUID of its own and, where it is self-hosted, two fresh keys. */
export const createRuntime = async (
  tx: Transaction,
  { id, type, properties, createdBy }: NewRuntime,
  effects: Effects,
): Promise<Runtime> => {
  const runtime: Runtime = {
    id,
    uid: effects.newId(),
    type,
    properties,
    etag: newEtag(effects),
    createTime: formatTimestamp(effects.now()),
    autoUpdate: 'On',
    updateDelayOffset: undefined,
    lastOperation: undefined,
    interactiveQuery: undefined,
  }
  await tx.saveRuntime(runtime)
  if (type !== 'SelfHosted') return runtime
  for (const name of authKeyNames) {
    const secret = newAuthKeySecret(effects.randomBytes)
    const key = newAuthKey({ runtimeUid: runtime.uid, name, generation: 1, secret, createdBy }, tx.fingerprint, effects)
    await tx.saveAuthKey(key, secret)
  }
  return runtime
}
