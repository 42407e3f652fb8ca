import { Type } from 'typebox'
import { requireSsis } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { requireStarted } from '../../core/requireState.ts'
import { Optional } from '../../schemas/optional.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

const MetadataBody = Type.Object({
  metadataPath: Optional(Type.String({ description: 'The part of the catalog that is asked for.' })),
})

const MetadataReply = Type.Object(
  {
    value: Type.Array(Type.Object({ type: Type.Enum(['Folder', 'Project', 'Package', 'Environment']) }), {
      maxItems: 0,
    }),
  },
  { additionalProperties: false },
)

/**
 * Lists what is in the catalog of a runtime for SSIS. Documented. Nobody fills a catalog here, so that there is nothing
 * in it, whatever part is asked for.
 *
 * @throws CloudError `NotFound`; `BadRequest` for another kind of runtime, and in another state than Started: assumed.
 */
export const get = operation({
  id: 'IntegrationRuntimeObjectMetadata_Get',
  method: 'POST',
  path: `${runtimePath}/getObjectMetadata`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/getObjectMetadata/action',
  summary: 'Lists what is in the catalog of an integration runtime for SSIS.',
  effect: 'read',
  body: Type.Optional(MetadataBody),
  replies: { 200: MetadataReply },

  handle: async ({ target, factory }, tx, { now }) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireSsis(runtime)
    requireStarted(runtime, now(), 'a look at its metadata')
    return ok({ value: [] })
  },
})
