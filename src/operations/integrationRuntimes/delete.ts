import { refuseWhileLinked } from '../../core/linking.ts'
import { requireAtRest } from '../../core/requireState.ts'
import { formatRuntimeId } from '../../core/resourceId.ts'
import { empty, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'
import { runtimeEtag } from './schemas.ts'

/**
 * Deletes a runtime, its keys, its nodes, what it borrows and the roles that were given at it; 204 where there is none.
 * Recorded.
 *
 * @throws CloudError `BadRequest` for one that others are linked to, and for one whose machines run.
 */
export const deleteRuntime = operation({
  id: 'IntegrationRuntimes_Delete',
  method: 'DELETE',
  path: runtimePath,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/delete',
  summary: 'Deletes an integration runtime and its keys.',
  effect: 'change',
  body: null,
  replies: { 200: null, 204: null },
  etag: runtimeEtag,

  handle: async ({ target }, tx, { now }) => {
    const runtime = await tx.findRuntime(target)
    if (!runtime) return empty(204)
    requireAtRest(runtime, now(), 'a deletion')
    refuseWhileLinked(await tx.listLinks(runtime.uid))

    await tx.deleteRuntime(target)
    await tx.deleteRoleAssignmentsWithin(formatRuntimeId(runtime.id))
    return empty(200)
  },
})
