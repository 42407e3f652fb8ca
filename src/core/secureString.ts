import { isJsonObject, type JsonObject } from './json.ts'

const mask = '**********'

/**
 * The same object, with the value of every SecureString in it, however deep, replaced by asterisks: what a user stored as
 * a secret is never answered. Documented: the service's own examples show it so.
 */
export const maskSecureStrings = (value: JsonObject): JsonObject => masked(value) as JsonObject

const masked = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items = value.map(masked)
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  if (!isJsonObject(value)) return value
  const isSecret = isSecureString(value)
  const entries = Object.entries(value).map(([name, member]) => [
    name,
    isSecret && name === 'value' ? mask : masked(member),
  ])
  const isMasked = entries.some(([name, member]) => member !== value[String(name)])
  return isMasked ? Object.fromEntries(entries) : value
}

/**
 * What a client sends, with the secrets that it could not know: where a SecureString is the mask, and the stored
 * properties have a SecureString at the same place, that one's value is kept. So what was answered can be sent back.
 *
 * @param previous undefined where nothing is stored yet.
 */
export const keepMasked = (next: JsonObject, previous: JsonObject | undefined): JsonObject =>
  kept(next, previous) as JsonObject

const kept = (next: unknown, previous: unknown): unknown => {
  if (Array.isArray(next))
    return Array.isArray(previous) ? next.map((item, index) => kept(item, previous[index])) : next
  if (!isJsonObject(next) || !isJsonObject(previous)) return next
  const isMasked = isSecureString(next) && next.value === mask && isSecureString(previous)
  const entries = Object.entries(next).map(([name, member]) => [
    name,
    isMasked && name === 'value' ? previous.value : kept(member, ownMember(previous, name)),
  ])
  return Object.fromEntries(entries)
}

const ownMember = (value: JsonObject, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined)

const isSecureString = (value: Readonly<Record<string, unknown>>): boolean =>
  typeof value.type === 'string' && value.type.toLowerCase() === 'securestring' && 'value' in value
