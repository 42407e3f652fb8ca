import { requireRuntime } from '../../core/requireRuntime.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'
import { runtimeStatus, StatusReply } from '../runtimeStatus.ts'

/**
 * Tells the state of a runtime. Counts as a read, though it is a POST. Recorded for self-hosted runtimes without nodes
 * and for managed ones, documented for the others.
 *
 * @throws CloudError `NotFound`.
 */
export const getStatus = operation({
  id: 'IntegrationRuntimes_GetStatus',
  method: 'POST',
  path: `${runtimePath}/getStatus`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/getstatus/read',
  summary: 'Tells the state of an integration runtime.',
  effect: 'read',
  body: null,
  replies: { 200: StatusReply },

  handle: async ({ target, factory, nodeRules }, tx, { now }) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    return ok(await runtimeStatus(tx, { factory, runtime, now: now(), nodeRules }))
  },
})
