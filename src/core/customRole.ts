import { CloudError } from './errors.ts'
import { foldCase } from './letterCase.ts'
import { findBuiltInRole } from './roleDefinition.ts'

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

/**
 * Refuses a role that is said to be one of Azure's own.
 *
 * @throws CloudError `BadRequestFormat`. The words are ours.
 */
export const requireCustomType = (type: string | null | undefined): void => {
  if (!type || foldCase(type) === 'customrole') return
  throw new CloudError(
    'BadRequestFormat',
    "The request was incorrectly formatted. properties.type must be 'CustomRole'.",
  )
}

/** Documented. */
export const stillAssigned = (): CloudError =>
  new CloudError('RoleDefinitionHasAssignments', 'There are existing role assignments referencing role.')
