import { createRuntime } from '../../core/createRuntime.ts'
import { newEtag } from '../../core/etag.ts'
import { keepLinks } from '../../core/linking.ts'
import { requireSameKind } from '../../core/requireSameKind.ts'
import { requireAtRest } from '../../core/requireState.ts'
import { isSsis, type Runtime } from '../../core/runtime.ts'
import { keepMasked } from '../../core/secureString.ts'
import { withoutRuntimeState } from '../../schemas/runtime/runtimeProperties.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'
import { RuntimeBody, RuntimeReply, runtimeEtag, toRuntimeReply } from './schemas.ts'

/**
 * Creates a runtime, a self-hosted one with two fresh keys; or replaces the properties of the one that is there, whose
 * keys stay. Answers 200 to both. Recorded.
 *
 * @throws CloudError `DataFactoryPropertyUpdateNotSupported` for another type or managed virtual network than before,
 * `BadRequest` for machines that run, and what `keepLinks` throws for one that is linked.
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
  etag: runtimeEtag,

  handle: async ({ target, body, factory, caller, nodeRules }, tx, effects) => {
    const { type } = body.properties
    const existing = await tx.findRuntime(target)
    const properties = keepMasked(withoutRuntimeState(body.properties), existing?.properties)
    if (existing) {
      requireSameKind(existing, { type, properties })
      requireAtRest(existing, effects.now(), 'a change')
    }
    const id = { ...factory.id, integrationRuntimeName: target.integrationRuntimeName }
    const runtime = existing
      ? replaced(existing, { properties, etag: newEtag(effects) })
      : await createRuntime(tx, { id, type, properties, createdBy: caller }, effects)
    if (existing) await tx.saveRuntime(runtime)
    await keepLinks(tx, { factory, runtime, before: existing, nodeRules }, effects)
    const made = existing ? [] : await tx.listAuthKeys(runtime.uid)
    return { ...ok(toRuntimeReply(runtime, effects.now())), made }
  },
})

/** Machines of another kind have no past: nobody has started them yet, or asked anything of them. */
const replaced = (existing: Runtime, next: Pick<Runtime, 'etag' | 'properties'>): Runtime => {
  const runtime = { ...existing, ...next }
  if (isSsis(runtime) === isSsis(existing)) return runtime
  return { ...runtime, lastOperation: undefined, interactiveQuery: undefined }
}
