import { Type } from 'typebox'
import { requireOwn } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { autoUpdates } from '../../core/runtime.ts'
import { parseUpdateDelayOffset } from '../../core/updateDelayOffset.ts'
import { Optional } from '../../schemas/optional.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'
import { RuntimeReply, runtimeEtag, toRuntimeReply } from './schemas.ts'

const UpdateBody = Type.Object({
  autoUpdate: Optional(Type.Enum(autoUpdates)),
  updateDelayOffset: Optional(Type.String({ maxLength: 100 })),
})

/**
 * Changes when the nodes of a self-hosted runtime update themselves. The answer and the etag stay as they were; the
 * change shows in the status alone. Recorded.
 *
 * @throws CloudError `NotFound`; `BadRequest` for a managed or a linked runtime (assumed) and for what is no duration.
 */
export const update = operation({
  id: 'IntegrationRuntimes_Update',
  method: 'PATCH',
  path: runtimePath,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/write',
  summary: 'Changes when the nodes of a self-hosted integration runtime update themselves.',
  effect: 'change',
  body: UpdateBody,
  replies: { 200: RuntimeReply },
  etag: runtimeEtag,

  handle: async ({ target, body, factory }, tx, { now }) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireOwn(runtime, 'nodes')

    const { autoUpdate, updateDelayOffset } = body
    await tx.saveRuntime({
      ...runtime,
      ...(autoUpdate && { autoUpdate }),
      ...(typeof updateDelayOffset === 'string' && { updateDelayOffset: parseUpdateDelayOffset(updateDelayOffset) }),
    })
    return ok(toRuntimeReply(runtime, now()))
  },
})
