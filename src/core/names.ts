import { CloudError } from './errors.ts'

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

const rules: Readonly<Record<string, NameRule>> = {
  resourceGroupName,
  factoryName: dataFactoryName('factory'),
  integrationRuntimeName: dataFactoryName('integration runtime'),
}

/**
 * Refuses a name that could not be one, before anything is built from it. Knows the path parameters
 * `resourceGroupName`, `factoryName` and `integrationRuntimeName`; lets all others pass.
 *
 * @throws CloudError `InvalidResourceGroup` or `BadRequest`.
 */
export const checkName = (parameter: string, name: string): void => {
  const rule = rules[parameter]
  if (!rule) return
  const { pattern, minLength, maxLength } = rule
  // A letter that grows when its case changes cannot be found again in a path that is matched in any letter case.
  const keepsLength = name.toLowerCase().length === name.length
  const fits = name.length >= minLength && name.length <= maxLength && pattern.test(name) && keepsLength
  if (!fits) throw rule.refuse(name)
}
