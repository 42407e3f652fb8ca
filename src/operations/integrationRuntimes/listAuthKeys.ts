import { formatAuthKey } from '../../core/authKey.ts'
import { requireOwn } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { runtimeNotFound } from '../../core/resourceId.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'
import { AuthKeysReply } from './schemas.ts'

/**
 * Shows both keys of a self-hosted runtime. Recorded.
 *
 * @throws CloudError `NotFound`; `BadRequest` for a runtime that has no keys of its own.
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

    const secrets = await tx.findAuthKeys(runtime.uid)
    if (!secrets) throw runtimeNotFound(runtime.id) // deleted since it was found
    return ok({
      authKey1: formatAuthKey(factory, runtime.uid, secrets.authKey1),
      authKey2: formatAuthKey(factory, runtime.uid, secrets.authKey2),
    })
  },
})
