import { isJsonObject } from './json.ts'

const mask = '**********'

/**
 * The same value, with the value of every SecureString in it, however deep, replaced by asterisks: what a user stored as
 * a secret is never answered. Documented: the service's own examples show it so.
 */
export const maskSecureStrings = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items = value.map(maskSecureStrings)
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  if (!isJsonObject(value)) return value
  const isSecret = isSecureString(value)
  const entries = Object.entries(value).map(([name, member]) => [
    name,
    isSecret && name === 'value' ? mask : maskSecureStrings(member),
  ])
  const isMasked = entries.some(([name, member]) => member !== value[String(name)])
  return isMasked ? Object.fromEntries(entries) : value
}

const isSecureString = (value: Readonly<Record<string, unknown>>): boolean =>
  typeof value.type === 'string' && value.type.toLowerCase() === 'securestring' && 'value' in value
