import { authKeyNames, newAuthKeySecret } from './authKey.ts'
import type { Effects } from './effects.ts'
import { newEtag } from './etag.ts'
import type { Runtime } from './runtime.ts'
import type { Transaction } from './store.ts'
import { formatTimestamp } from './timestamps.ts'

/** Makes a runtime with all that it is born with: a GUID of its own and, where it is self-hosted, two fresh keys. */
export const createRuntime = async (
  tx: Transaction,
  { id, type, properties }: Pick<Runtime, 'id' | 'properties' | 'type'>,
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
  if (type === 'SelfHosted') {
    for (const name of authKeyNames) await tx.saveAuthKey(runtime.uid, name, newAuthKeySecret(effects.randomBytes))
  }
  return runtime
}
