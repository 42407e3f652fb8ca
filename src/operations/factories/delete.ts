import { refuseWhileLinked } from '../../core/linking.ts'
import { formatFactoryId } from '../../core/resourceId.ts'
import { empty, operation } from '../operation.ts'
import { factoryPath } from '../paths.ts'
import { factoryEtag } from './schemas.ts'

/**
 * Deletes a factory, and answers 204 where there is none: recorded and documented. All that is in it goes along, and the
 * roles that were given at it: assumed.
 *
 * @throws CloudError `BadRequest` while another factory is linked to a runtime in it.
 */
export const deleteFactory = operation({
  id: 'Factories_Delete',
  method: 'DELETE',
  path: factoryPath,
  action: 'Microsoft.DataFactory/factories/delete',
  summary: 'Deletes a data factory and all that is in it.',
  effect: 'change',
  body: null,
  replies: { 200: null, 204: null },
  etag: factoryEtag,

  handle: async ({ target }, tx) => {
    const scope = formatFactoryId(target)
    refuseWhileLinked(await tx.listLinksInto(scope))
    if (!(await tx.deleteFactory(target))) return empty(204)
    await tx.deleteRoleAssignmentsWithin(scope)
    return empty(200)
  },
})
