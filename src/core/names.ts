import { CloudError, type CloudErrorCode } from './errors.ts'
import { guidPattern } from './guid.ts'

interface NameRule {
  readonly pattern: RegExp
  readonly minLength: number
  readonly maxLength: number
  readonly refuse: (name: string) => CloudError
}

/** Patterns and lengths: Microsoft's document. What the service answers to others is not known: assumed. */
const dataFactoryName = (what: string): NameRule => ({
  pattern: /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/,
  minLength: 3,
  maxLength: 63,
  refuse: () =>
    new CloudError(
      'BadRequest',
      `The ${what} name is invalid. It must have 3 to 63 letters, digits and single dashes, and begin and end with a letter or digit.`,
    ),
})

/** Letters and digits of any script, and no dot at the end, as Resource Manager takes them. Documented. */
const resourceGroupName: NameRule = {
  pattern: /^[-\p{L}\p{N}_.()]*[-\p{L}\p{N}_()]$/u,
  minLength: 1,
  maxLength: 90,
  refuse: () =>
    new CloudError(
      'InvalidResourceGroup',
      'The resource group name is invalid. It must have 1 to 90 letters, digits, dashes, underscores, dots and ' +
        'parentheses, and not end in a dot.',
    ),
}

/** What the name of a node is, for a person. */
export const nodeNameWords = '1 to 150 letters, digits, dashes and underscores, beginning with a letter or digit'

/** Pattern and length: Microsoft's document. What the service answers to others is not known: assumed. */
export const nodeNameRule = {
  pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/,
  minLength: 1,
  maxLength: 150,
  refuse: () => new CloudError('BadRequest', `The node name is invalid. It must be ${nodeNameWords}.`),
} as const satisfies NameRule

/** Recorded for role assignments; for role definitions from memory of the real service: assumed. */
const roleName = (code: CloudErrorCode, what: string): NameRule => ({
  pattern: guidPattern,
  minLength: 36,
  maxLength: 36,
  refuse: (name) =>
    new CloudError(
      code,
      `The role ${what} ID '${name.slice(0, 100)}' is not valid. The role ${what} ID must be a GUID.`,
    ),
})

/** What a name in a path must look like, by the name of its parameter. */
export const nameRules: Readonly<Record<string, NameRule>> = {
  resourceGroupName,
  factoryName: dataFactoryName('factory'),
  integrationRuntimeName: dataFactoryName('integration runtime'),
  nodeName: nodeNameRule,
  roleAssignmentName: roleName('InvalidRoleAssignmentId', 'assignment'),
  roleDefinitionId: roleName('InvalidRoleDefinitionId', 'definition'),
}

/** Whether a name could be one, by the path parameter that it is for; any name, for a parameter without a rule. */
export const isName = (parameter: string, name: string): boolean => {
  const rule = nameRules[parameter]
  if (!rule) return true
  const { pattern, minLength, maxLength } = rule
  // A letter that grows when its case changes cannot be found again in a path that is matched in any letter case.
  const keepsLength = name.toLowerCase().length === name.length
  return name.length >= minLength && name.length <= maxLength && pattern.test(name) && keepsLength
}

/**
 * Refuses a name that could not be one, before anything is built from it. Knows the path parameters
 * `resourceGroupName`, `factoryName`, `integrationRuntimeName`, `nodeName`, `roleAssignmentName` and `roleDefinitionId`;
 * lets all others pass.
 *
 * @throws CloudError `InvalidResourceGroup`, `BadRequest`, `InvalidRoleAssignmentId` or `InvalidRoleDefinitionId`.
 */
export const checkName = (parameter: string, name: string): void => {
  if (!isName(parameter, name)) throw nameRules[parameter]?.refuse(name)
}
