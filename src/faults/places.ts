import { isJsonObject } from '../core/json.ts'
import type { Fault, Path } from './fault.ts'
import { formatPath } from './fault.ts'

/** A value within a document, and where it stands. */
export interface Place {
  readonly path: Path
  readonly value: unknown
}

/** A place that has a text, as all names and ids are. */
export interface TextPlace extends Place {
  readonly value: string
}

/**
 * All places that a pattern such as `tenants.*.users.*.objectId` finds below another. What is not there, or of another
 * shape, is passed over: the schema names that.
 */
export const placesIn = (from: Place, pattern: string): Place[] =>
  pattern.split('.').reduce<Place[]>((places, step) => places.flatMap((place) => stepInto(place, step)), [from])

const stepInto = ({ path, value }: Place, step: string): Place[] => {
  if (step === '*')
    return Array.isArray(value) ? value.map((item, index) => ({ path: [...path, index], value: item })) : []
  return isJsonObject(value) && Object.hasOwn(value, step) ? [{ path: [...path, step], value: value[step] }] : []
}

/** Those of the places that have a text. */
export const textsIn = (from: Place, ...patterns: readonly string[]): TextPlace[] =>
  patterns.flatMap((pattern) => placesIn(from, pattern)).filter(isText)

const isText = (place: Place): place is TextPlace => typeof place.value === 'string'

/** A fault at each text that an earlier place has, too, in any letter case. */
export const duplicates = (places: readonly TextPlace[]): Fault[] => {
  const first = new Map<string, Path>()
  return places.flatMap(({ path, value }) => {
    const key = value.toLowerCase()
    const earlier = first.get(key)
    if (earlier) return [{ path, message: `is the same as ${formatPath(earlier)}` }]
    first.set(key, path)
    return []
  })
}

/** A fault at each text that none of the known places has, in any letter case. */
export const unknowns = (places: readonly TextPlace[], known: readonly TextPlace[], message: string): Fault[] => {
  const values = new Set(known.map(({ value }) => value.toLowerCase()))
  return places.filter(({ value }) => !values.has(value.toLowerCase())).map(({ path }) => ({ path, message }))
}
