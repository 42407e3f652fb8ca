import { CloudError } from '../errors.ts'
import { foldCase } from '../letterCase.ts'

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
