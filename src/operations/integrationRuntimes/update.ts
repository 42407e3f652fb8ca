import { Type } from 'typebox'
import { CloudError } from '../../core/errors.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { parseUpdateDelayOffset } from '../../core/runtime.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'
import { Nullable } from '../schemas.ts'
import { RuntimeReply, toRuntimeReply } from './schemas.ts'

const UpdateBody = Type.Object({
  autoUpdate: Type.Optional(Nullable(Type.Enum(['On', 'Off']))),
  updateDelayOffset: Type.Optional(Nullable(Type.String())),
})

/**
 * Changes when the nodes of a self-hosted runtime update themselves. The answer and the etag stay as they were; the
 * change shows in the status alone. Recorded.
 *
 * @throws CloudError `NotFound`; `BadRequest` for a managed runtime (assumed) and for what is no duration.
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

  handle: async ({ target, body, factory }, tx) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    if (runtime.type !== 'SelfHosted') {
      throw new CloudError('BadRequest', 'Only a self-hosted integration runtime has nodes that update themselves.')
    }

    const { autoUpdate, updateDelayOffset } = body
    await tx.saveRuntime({
      ...runtime,
      ...(autoUpdate && { autoUpdate }),
      ...(typeof updateDelayOffset === 'string' && { updateDelayOffset: parseUpdateDelayOffset(updateDelayOffset) }),
    })
    return ok(toRuntimeReply(runtime))
  },
})
