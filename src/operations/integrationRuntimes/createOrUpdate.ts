import { createRuntime } from '../../core/createRuntime.ts'
import { newEtag } from '../../core/etag.ts'
import { parseRuntimeType, typeChangeRefused } from '../../core/runtime.ts'
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
    if (!existing) return ok(toRuntimeReply(await createRuntime(tx, { id, type, properties }, effects)))

    const runtime = { ...existing, properties, etag: newEtag(effects) }
    await tx.saveRuntime(runtime)
    return ok(toRuntimeReply(runtime))
  },
})
