import { type AuthKeyName, authKeyNames, formatAuthKey } from '../../core/authKey.ts'
import { openAuthKey } from '../../core/openAuthKey.ts'
import { requireOwn } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { SealBroken } from '../../core/sealBroken.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'
import { AuthKeysReply } from './schemas.ts'

/**
 * Shows both keys of a self-hosted runtime. Recorded.
 *
 * @throws CloudError `NotFound`; `BadRequest` for a runtime that has no keys of its own; SealBroken.
 */
export const listAuthKeys = operation({
  id: 'IntegrationRuntimes_ListAuthKeys',
  method: 'POST',
  path: `${runtimePath}/listAuthKeys`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/listauthkeys/action',
  summary: 'Shows both authentication keys of a self-hosted integration runtime.',
  effect: 'read',
  body: null,
  replies: { 200: AuthKeysReply },

  handle: async ({ target, factory }, tx) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireOwn(runtime, 'authentication keys')

    const keys = await tx.listAuthKeys(runtime.uid)
    const reply: Partial<Record<AuthKeyName, string>> = {}
    for (const name of authKeyNames) {
      const key = keys.find((one) => one.name === name)
      // Every such runtime is born with both.
      if (!key) throw new SealBroken(`${name} of the integration runtime ${runtime.uid}`)
      reply[name] = formatAuthKey(factory, runtime.uid, await openAuthKey(tx, key))
    }
    return { ...ok(reply), shown: keys }
  },
})
