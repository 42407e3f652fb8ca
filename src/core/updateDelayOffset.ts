import { CloudError } from './errors.ts'

const duration = /^P(?!$)(\d{1,9}D)?(T(?!$)(\d{1,9}H)?(\d{1,9}M)?(\d{1,9}(\.\d{1,9})?S)?)?$/

/**
 * An ISO 8601 duration, freed of the quotes that Azure's command line puts inside the text. Recorded.
 *
 * @throws CloudError `BadRequest` for other text. Assumed.
 */
export const parseUpdateDelayOffset = (given: string): string => {
  const text = given.replace(/^"(.*)"$/, '$1')
  if (!duration.test(text)) {
    throw new CloudError('BadRequest', 'updateDelayOffset must be an ISO 8601 duration of at most days, such as PT3H.')
  }
  return text
}
