import { CloudError } from '../errors.ts'
import { isGuid } from '../guid.ts'
import { type Condition, parseConditions } from './filterConditions.ts'
import type { AssignmentFilter } from './roleAssignment.ts'

/** What may be asked for together. */
const known = ['', 'atscope()', 'principalid eq', 'assignedto()', 'assignedto(),atscope()']

/**
 * Which role assignments a `$filter` means: `atScope()`, `principalId eq '…'`, `assignedTo('…')`, or the first and the
 * last of these joined by `and`. Nobody is in a group here, and so the second and the third mean the same.
 *
 * @throws CloudError `UnsupportedQuery`, also for the first two together. Both recorded.
 */
export const parseAssignmentFilter = (filter = ''): Pick<AssignmentFilter, 'atScope' | 'principalId'> => {
  const conditions = parseConditions(filter) ?? []
  const names = conditions.map(({ name }) => name).toSorted()
  if ((filter !== '' && names.length === 0) || !known.includes(names.join()) || !conditions.every(isWellFormed)) {
    throw unsupported(filter)
  }
  return {
    atScope: names.includes('atscope()'),
    principalId: conditions.find(({ value }) => value !== undefined)?.value,
  }
}

const isWellFormed = ({ name, value }: Condition): boolean =>
  name === 'atscope()' ? value === undefined : value !== undefined && isGuid(value)

const unsupported = (filter: string): CloudError =>
  new CloudError(
    'UnsupportedQuery',
    `The filter '${filter.slice(0, 200)}' is not supported. Supported filters are either 'atScope()' or 'principalId eq ` +
      `'{value}' or assignedTo('{value}')'.`,
  )
