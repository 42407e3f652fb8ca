import { CloudError } from '../errors.ts'
import { isGuid } from '../guid.ts'
import { isOfTenant } from '../isOfTenant.ts'
import { parseId } from '../resourceId.ts'
import type { Reader } from '../store.ts'
import { roleDefinitionDoesNotExist } from './roleDefinition.ts'

const reference = /^(.*)\/providers\/Microsoft\.Authorization\/roleDefinitions\/([^/]+)$/i

/**
 * The GUID of the role that a body names by a whole id, whatever its letter case: at the root, or at any
 * scope in a subscription of the tenant. Whether there is such a role is not looked at.
 *
 * @throws CloudError `BadRequestFormat` for what is no such id: code and first sentence recorded.
 * `RoleDefinitionDoesNotExist` for a subscription of somebody else.
 */
export const requireRoleReference = async (tx: Reader, tenantId: string, text: string): Promise<string> => {
  const [, scope = '', id = ''] = reference.exec(text) ?? []
  const names = parseId(scope)
  if (!isGuid(id) || (scope !== '' && !names)) {
    throw new CloudError(
      'BadRequestFormat',
      'The request was incorrectly formatted. properties.roleDefinitionId must be the whole id of a role, such as ' +
        '/subscriptions/{subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/{guid}.',
    )
  }
  if (names && !(await isOfTenant(tx, tenantId, names.subscriptionId))) throw roleDefinitionDoesNotExist(id)
  return id.toLowerCase()
}
