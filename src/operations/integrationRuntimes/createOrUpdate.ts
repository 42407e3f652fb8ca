import { authKeyNames, newAuthKeySecrets } from '../../core/authKey.ts'
import { newEtag } from '../../core/etag.ts'
import { newRuntime, parseRuntimeType, typeChangeRefused } from '../../core/runtime.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'
import { RuntimeBody, RuntimeReply, toRuntimeReply, withoutState } from './schemas.ts'

/**
 * Creates a runtime, a self-hosted one with two fresh keys; or replaces the properties of the one that is there, whose
 * keys stay. Answers 200 to both. Recorded.
 *
 * @throws CloudError `BadRequest` for a type that Data Factory does not have, `DataFactoryPropertyUpdateNotSupported`
 * for another type than before.
 */
export const createOrUpdate = operation({
  id: 'IntegrationRuntimes_CreateOrUpdate',
  method: 'PUT',
  path: runtimePath,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/write',
  summary: 'Creates an integration runtime, or replaces its properties.',
  effect: 'change',
  body: RuntimeBody,
  replies: { 200: RuntimeReply },

  handle: async ({ target, body, factory }, tx, effects) => {
    const type = parseRuntimeType(body.properties.type)
    const existing = await tx.findRuntime(target)
    if (existing && existing.type !== type) throw typeChangeRefused()

    const properties = withoutState(body.properties)
    const id = { ...factory.id, integrationRuntimeName: target.integrationRuntimeName }
    const runtime = existing
      ? { ...existing, properties, etag: newEtag(effects) }
      : newRuntime({ id, type, properties }, effects)
    await tx.saveRuntime(runtime)
    if (!existing && type === 'SelfHosted') {
      const secrets = newAuthKeySecrets(effects.randomBytes)
      for (const name of authKeyNames) await tx.saveAuthKey(runtime.uid, name, secrets[name])
    }
    return ok(toRuntimeReply(runtime))
  },
})
