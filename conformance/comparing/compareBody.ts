import { isJsonObject, type JsonObject } from '../../src/core/json.ts'
import { compareText } from './compareText.ts'
import type { Comparison } from './comparison.ts'
import type { Finding } from './finding.ts'

/** Holds two JSON values against each other: types, names of members and their order, and what stands in them. */
export const compareBody = (place: string, recorded: unknown, ours: unknown, against: Comparison): Finding[] => {
  if (typeOf(recorded) !== typeOf(ours)) return [typeDiffers(place, recorded, ours)]
  if (typeof recorded === 'string' && typeof ours === 'string') return compareText(place, recorded, ours, against)
  if (Array.isArray(recorded) && Array.isArray(ours)) return compareLists(place, recorded, ours, against)
  if (isJsonObject(recorded) && isJsonObject(ours)) return compareMembers(place, recorded, ours, against)
  return Object.is(recorded, ours) ? [] : [{ place, kind: 'value', words: `recorded ${recorded}, ours ${ours}` }]
}

const compareLists = (
  place: string,
  recorded: readonly unknown[],
  ours: readonly unknown[],
  against: Comparison,
): Finding[] => {
  const both = recorded
    .slice(0, ours.length)
    .flatMap((item, at) => compareBody(`${place}[${at}]`, item, ours[at], against))
  if (recorded.length === ours.length) return both
  return [{ place, kind: 'value', words: `recorded ${recorded.length} items, ours ${ours.length}` }, ...both]
}

const compareMembers = (place: string, recorded: JsonObject, ours: JsonObject, against: Comparison): Finding[] => {
  const [names, ourNames] = [Object.keys(recorded), Object.keys(ours)]
  const inBoth = names.filter((name) => Object.hasOwn(ours, name))
  const ourOrder = ourNames.filter((name) => Object.hasOwn(recorded, name))
  const isMasked = recorded.type === 'SecureString' || ours.type === 'SecureString'
  return [
    ...names.filter((name) => !Object.hasOwn(ours, name)).map((name) => missing(`${place}.${name}`, recorded[name])),
    ...ourNames.filter((name) => !Object.hasOwn(recorded, name)).map((name) => extra(`${place}.${name}`, ours[name])),
    ...(inBoth.join() === ourOrder.join() ? [] : [orderDiffers(place, inBoth, ourOrder)]),
    ...inBoth.flatMap((name) =>
      isMasked && name === 'value'
        ? compareMasks(`${place}.${name}`, recorded[name], ours[name])
        : compareBody(`${place}.${name}`, recorded[name], ours[name], against),
    ),
  ]
}

/** The service masks what a user keeps secret. What stands there instead is nobody's to read. */
const compareMasks = (place: string, recorded: unknown, ours: unknown): Finding[] =>
  Object.is(recorded, ours)
    ? []
    : [{ place, kind: 'value', words: 'a secure string is recorded otherwise than ours is' }]

const typeOf = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return (
    { boolean: 'true or false', number: 'a number', object: 'an object', string: 'a text' }[typeof value as string] ??
    ''
  )
}

const typeDiffers = (place: string, recorded: unknown, ours: unknown): Finding => ({
  place,
  kind: 'type',
  words: `recorded ${typeOf(recorded)}, ours ${typeOf(ours)}`,
})

const missing = (place: string, recorded: unknown): Finding => ({
  place,
  kind: 'missing',
  words: `recorded ${typeOf(recorded)}, ours is not there`,
})

const extra = (place: string, ours: unknown): Finding => ({
  place,
  kind: 'extra',
  words: `not recorded, ours ${typeOf(ours)}`,
})

const orderDiffers = (place: string, recorded: readonly string[], ours: readonly string[]): Finding => ({
  place,
  kind: 'order',
  words: `recorded in the order ${recorded.join(', ')}, ours ${ours.join(', ')}`,
})
