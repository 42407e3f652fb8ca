import { isJsonObject } from './json.ts'

const mask = '**********'

/**
 * A copy in which the value of every SecureString, however deep, is replaced by asterisks: what a user stored as a
 * secret is never answered. Documented: the service's own examples show it so.
 */
export const maskSecureStrings = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(maskSecureStrings)
  if (!isJsonObject(value)) return value
  if (isSecureString(value)) return { ...value, value: mask }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, maskSecureStrings(member)]))
}

const isSecureString = (value: Readonly<Record<string, unknown>>): boolean =>
  typeof value.type === 'string' && value.type.toLowerCase() === 'securestring' && 'value' in value
