import { CloudError } from '../errors.ts'
import { findBuiltInRole } from './builtInRoles.ts'

/**
 * Refuses to change or delete Azure's own roles.
 *
 * @param id GUID.
 * @throws CloudError `BadRequestFormat`. Assumed: the real words are not known.
 */
export const requireCustom = (id: string): void => {
  const role = findBuiltInRole(id)
  if (!role) return
  throw new CloudError(
    'BadRequestFormat',
    `The request was incorrectly formatted. The role '${role.name}' is one of Azure's own, which can be neither changed nor deleted.`,
  )
}
