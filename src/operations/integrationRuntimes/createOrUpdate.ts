import { authKeyNames, newAuthKeySecret } from '../../core/authKey.ts'
import { newEtag } from '../../core/etag.ts'
import { parseRuntimeType, type Runtime, typeChangeRefused } from '../../core/runtime.ts'
import { formatTimestamp } from '../../core/timestamps.ts'
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

    const runtime: Runtime = {
      id: existing?.id ?? { ...factory.id, integrationRuntimeName: target.integrationRuntimeName },
      uid: existing?.uid ?? effects.newId(),
      type,
      properties: withoutState(body.properties),
      etag: newEtag(effects),
      createTime: existing?.createTime ?? formatTimestamp(effects.now()),
      autoUpdate: existing?.autoUpdate ?? 'On',
      updateDelayOffset: existing?.updateDelayOffset,
    }
    await tx.saveRuntime(runtime)
    if (!existing && type === 'SelfHosted') {
      for (const name of authKeyNames) await tx.saveAuthKey(runtime.uid, name, newAuthKeySecret(effects.randomBytes))
    }
    return ok(toRuntimeReply(runtime))
  },
})
