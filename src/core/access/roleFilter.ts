import { CloudError } from '../errors.ts'
import { foldCase } from '../letterCase.ts'
import { type Condition, parseConditions } from './filterConditions.ts'
import { type RoleDefinition, roleTypeOf, roleTypes } from './roleDefinition.ts'

/** Which role definitions are meant. */
export interface RoleFilter {
  /** Whether also those that can be assigned below the scope alone. */
  readonly below: boolean
  fits(role: RoleDefinition): boolean
}

/**
 * Which role definitions a `$filter` means: `atScopeAndBelow()`, `roleName eq '…'`, `type eq 'BuiltInRole'` or
 * `'CustomRole'`, joined by `and`, each once. Names and types in any letter case.
 *
 * @throws CloudError `UnsupportedQuery`. Recorded for role assignments; the words are ours.
 */
export const parseRoleFilter = (filter = ''): RoleFilter => {
  const conditions = parseConditions(filter) ?? []
  const names = conditions.map(({ name }) => name)
  const isOnce = new Set(names).size === names.length
  if ((filter !== '' && names.length === 0) || !isOnce || !conditions.every(isKnown)) throw unsupported(filter)
  const wanted = (name: string): string | undefined => conditions.find((one) => one.name === name)?.value?.toLowerCase()
  const [roleName, type] = [wanted('rolename eq'), wanted('type eq')]
  return {
    below: names.includes('atscopeandbelow()'),
    fits: (role) =>
      (roleName === undefined || role.name.toLowerCase() === roleName) &&
      (type === undefined || roleTypeOf(role).toLowerCase() === type),
  }
}

const isKnown = ({ name, value }: Condition): boolean => {
  if (name === 'atscopeandbelow()') return value === undefined
  if (name === 'type eq') return roleTypes.some((type) => foldCase(type) === foldCase(value ?? ''))
  return name === 'rolename eq'
}

const unsupported = (filter: string): CloudError =>
  new CloudError(
    'UnsupportedQuery',
    `The filter '${filter.slice(0, 200)}' is not supported. Supported filters are 'atScopeAndBelow()', 'roleName eq ` +
      `'{value}'', 'type eq 'BuiltInRole'' and 'type eq 'CustomRole'', each once and joined by 'and'.`,
  )
