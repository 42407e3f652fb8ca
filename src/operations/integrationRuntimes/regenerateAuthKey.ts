import { formatAuthKey, newAuthKeySecret, parseAuthKeyName } from '../../core/authKey.ts'
import { requireOwn } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'
import { AuthKeysReply, RegenerateKeyBody } from './schemas.ts'

/**
 * Replaces one of a runtime's two keys and answers with that one alone; the other key stays. Recorded. The runtime and
 * its etag stay, and a call that is repeated rotates again: assumed.
 *
 * @throws CloudError `NotFound`; `BadRequest` for a key that Azure does not have, and for a runtime that has no keys of
 * its own. In all of them nothing has changed.
 */
export const regenerateAuthKey = operation({
  id: 'IntegrationRuntimes_RegenerateAuthKey',
  method: 'POST',
  path: `${runtimePath}/regenerateAuthKey`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/regenerateauthkey/action',
  summary: 'Replaces one authentication key of a self-hosted integration runtime.',
  effect: 'change',
  body: RegenerateKeyBody,
  replies: { 200: AuthKeysReply },

  handle: async ({ target, body, factory }, tx, { randomBytes }) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireOwn(runtime, 'authentication keys')
    const name = parseAuthKeyName(body.keyName)

    const secret = newAuthKeySecret(randomBytes)
    await tx.saveAuthKey(runtime.uid, name, secret)
    return ok({ [name]: formatAuthKey(factory, runtime.uid, secret) })
  },
})
