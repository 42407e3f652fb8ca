import { isJsonObject, type JsonObject } from './json.ts'
import { SealBroken } from './sealBroken.ts'

const mask = '**********'

/**
 * The same object, with the value of every SecureString in it, however deep, replaced by asterisks: what a user stored as
 * a secret is never answered. Documented: the service's own examples show it so. `type` and `value` are found in any letter
 * case, as .NET finds them.
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
    isSecret && isValueName(name) ? mask : masked(member),
  ])
  const isMasked = entries.some(([name, member]) => member !== value[String(name)])
  return isMasked ? Object.fromEntries(entries) : value
}

/**
 * What a client sends, with the secrets that it could not know: where a SecureString is the mask, and the stored
 * properties have a SecureString at the same place, that one's value is kept. So what was answered can be sent back.
 *
 * @param previous undefined where nothing is stored yet.
 * @throws SealBroken where the one that is to be kept did not open.
 */
export const keepMasked = (next: JsonObject, previous: JsonObject | undefined): JsonObject =>
  kept(next, previous) as JsonObject

const kept = (next: unknown, previous: unknown): unknown => {
  if (Array.isArray(next))
    return Array.isArray(previous) ? next.map((item, index) => kept(item, previous[index])) : next
  if (!isJsonObject(next) || !isJsonObject(previous)) return next
  const isSecret = isSecureString(next) && isSecureString(previous)
  const entries = Object.entries(next).map(([name, member]) => [
    name,
    isSecret && isValueName(name) && member === mask
      ? opened(secretIn(previous, name))
      : kept(member, ownMember(previous, name)),
  ])
  return Object.fromEntries(entries)
}

/** The value under that very name, or else under the same in another letter case. */
const secretIn = (secureString: JsonObject, name: string): unknown => {
  const known = Object.hasOwn(secureString, name) ? name : Object.keys(secureString).find(isValueName)
  return known === undefined ? undefined : secureString[known]
}

/**
 * Takes the values of all SecureStrings out of an object, in the order in which they stand in it.
 *
 * @returns the same object with nulls in their places, and the values.
 * @throws SealBroken for one that did not open: nothing is to be written in its place.
 */
export const takeSecureStrings = (value: JsonObject): { readonly rest: JsonObject; readonly values: unknown[] } => {
  const values: unknown[] = []
  const rest = withValues(value, (secret) => {
    values.push(opened(secret))
    return null
  })
  return { rest: rest as JsonObject, values }
}

/** The object that values were taken out of. */
export const putSecureStrings = (rest: JsonObject, values: readonly unknown[]): JsonObject => {
  const left = [...values].values()
  return withValues(rest, () => left.next().value) as JsonObject
}

/**
 * The same object, whose values do not open: the reason stands in the place of each. It is masked as they are, and can
 * neither be kept nor saved.
 */
export const breakSecureStrings = (rest: JsonObject, reason: SealBroken): JsonObject =>
  withValues(rest, () => reason) as JsonObject

/** Whether there is any, however deep. */
export const hasSecureStrings = (value: JsonObject): boolean => takeSecureStrings(value).values.length > 0

const opened = (value: unknown): unknown => {
  if (value instanceof SealBroken) throw value
  return value
}

/** The same, with another value in each SecureString. */
const withValues = (value: unknown, next: (value: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => withValues(item, next))
  if (!isJsonObject(value)) return value
  const isSecret = isSecureString(value)
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecret && isValueName(name) ? next(member) : withValues(member, next),
    ]),
  )
}

const ownMember = (value: JsonObject, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined)

const isSecureString = (value: JsonObject): boolean =>
  Object.keys(value).some(isValueName) &&
  Object.entries(value).some(([name, member]) => name.toLowerCase() === 'type' && isSecureStringType(member))

const isSecureStringType = (type: unknown): boolean => typeof type === 'string' && type.toLowerCase() === 'securestring'

const isValueName = (name: string): boolean => name.toLowerCase() === 'value'
