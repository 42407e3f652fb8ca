import { requireRuntime } from '../../core/requireRuntime.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'
import { RuntimeReply, runtimeEtag, toRuntimeReply } from './schemas.ts'

/**
 * Shows one runtime, as the last PUT answered it. Recorded.
 *
 * @throws CloudError `NotFound`.
 */
export const get = operation({
  id: 'IntegrationRuntimes_Get',
  method: 'GET',
  path: runtimePath,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/read',
  summary: 'Shows an integration runtime.',
  effect: 'read',
  body: null,
  replies: { 200: RuntimeReply, 304: null },
  etag: runtimeEtag,

  handle: async ({ target, factory }, tx, { now }) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    return ok(toRuntimeReply(runtime, now()))
  },
})
