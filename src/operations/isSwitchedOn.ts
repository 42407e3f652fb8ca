import { CloudError } from '../core/errors.ts'
import { foldCase } from '../core/letterCase.ts'

/**
 * Whether a header that is `true` or `false`, in any letter case, switches something on; it is off where it was not sent.
 *
 * @throws CloudError `BadRequest` for any other text: who sent one meant something, and is not to believe that it was done.
 */
export const isSwitchedOn = (name: string, sent: string | undefined): boolean => {
  const value = foldCase(sent ?? 'false')
  if (value !== 'true' && value !== 'false') {
    throw new CloudError('BadRequest', `The header ${name} must be true or false. Nothing has changed.`)
  }
  return value === 'true'
}
