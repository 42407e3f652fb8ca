import { CloudError } from '../../core/errors.ts'
import { isDone } from '../../core/longRunning.ts'
import { accepted, empty, operation } from '../operation.ts'
import { subscriptionPath } from '../paths.ts'

/**
 * Tells whether the deletion of a resource group has come to its end: 202 until then, 200 from then on. Asks for no role:
 * the caller's own may have gone with the group, and the id is known to nobody else.
 *
 * @throws CloudError `ResourceNotFound` for an operation that this subscription does not have, or had more than a day ago.
 */
export const getOperationResult = operation({
  id: 'ResourceGroups_GetOperationResult',
  method: 'GET',
  path: `${subscriptionPath}/operationresults/:operationId`,
  action: undefined,
  summary: 'Tells whether the deletion of a resource group has come to its end.',
  effect: 'read',
  body: null,
  replies: { 200: null, 202: null },

  handle: async ({ target, subscription }, tx, { now }) => {
    const begun = await tx.findBegun(target.operationId)
    const isOurs = begun?.deed === 'deleteResourceGroup' && begun.subscriptionId === subscription.id
    if (!isOurs)
      throw new CloudError('ResourceNotFound', 'There is no such operation, or it ended more than a day ago.')
    return isDone(begun, now()) ? empty(200) : accepted(begun)
  },
})
