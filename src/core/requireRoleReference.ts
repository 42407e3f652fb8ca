import { CloudError } from './errors.ts'
import { isGuid } from './guid.ts'
import { roleDefinitionDoesNotExist } from './requireRole.ts'
import type { Reader } from './store.ts'

const reference =
  /^(?:\/subscriptions\/([^/]+)(?:\/.+)?)?\/providers\/Microsoft\.Authorization\/roleDefinitions\/([^/]+)$/i

/**
 * The GUID of the role that a body names by a whole id, whatever its letter case: at the root, or anywhere within a
 * subscription of the tenant. Whether there is such a role is not looked at.
 *
 * @throws CloudError `BadRequestFormat` for what is no such id: code and first sentence recorded.
 * `RoleDefinitionDoesNotExist` for a subscription of somebody else.
 */
export const requireRoleReference = async (tx: Reader, tenantId: string, text: string): Promise<string> => {
  const [, subscriptionId, id = ''] = reference.exec(text) ?? []
  if (!isGuid(id)) {
    throw new CloudError(
      'BadRequestFormat',
      'The request was incorrectly formatted. properties.roleDefinitionId must be the whole id of a role, such as ' +
        '/subscriptions/{subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/{guid}.',
    )
  }
  if (subscriptionId === undefined) return id.toLowerCase()
  const subscription = await tx.findSubscription(subscriptionId)
  if (subscription?.tenantId.toLowerCase() !== tenantId.toLowerCase()) throw roleDefinitionDoesNotExist(id)
  return id.toLowerCase()
}
