import fc, { type Arbitrary } from 'fast-check'
import { type TObject, type TSchema, type TString, Type } from 'typebox'
import { anyName, isKept, jsonText, keptText } from './arbitraries.ts'

/**
 * What rules beyond the schema ask for, by place: `properties.location`, and `items[].name` within a list. It comes in
 * place of whatever the schema would take there, and always.
 */
export type Sensible = ReadonlyMap<string, Arbitrary<unknown>>

interface Spot {
  readonly place: string
  readonly sensible: Sensible
}

type Entry = readonly [string, unknown]

interface Limits {
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly items?: TSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly maxProperties?: number
  readonly propertyNames?: { readonly maxLength?: number }
  readonly additionalProperties?: TSchema | boolean
}

/** What a schema demands beyond the kind, of which the library's types do not tell. */
export const limitsOf = (schema: TSchema): Limits => schema

const root: Spot = { place: '', sensible: new Map() }

export const anyJson: Arbitrary<unknown> = jsonText.map((text) => JSON.parse(text))

/** Everything that a schema takes, of each kind and up to its limits; with members that nobody knows where it lets them in. */
export const valuesOf = (schema: TSchema, spot = root): Arbitrary<unknown> =>
  wantedAt(schema, spot) ?? structureOf(schema, spot) ?? scalarOf(schema)

const structureOf = (schema: TSchema, spot: Spot): Arbitrary<unknown> | undefined => {
  if (Type.IsObject(schema)) return objectsOf(schema, new Map(), spot)
  if (Type.IsArray(schema)) {
    const { minItems = 0, maxItems = 3 } = limitsOf(schema)
    const items = valuesOf(schema.items, { ...spot, place: `${spot.place}[]` })
    return fc.array(items, { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) })
  }
  if (!Type.IsUnion(schema)) return undefined
  return fc.oneof(
    ...schema.anyOf.map((shape) => ({ weight: Type.IsNull(shape) ? 1 : 4, arbitrary: valuesOf(shape, spot) })),
  )
}

const scalarOf = (schema: TSchema): Arbitrary<unknown> => {
  if (Type.IsString(schema)) return textOf(schema)
  if (Type.IsLiteral(schema)) return fc.constant(schema.const)
  if (Type.IsEnum(schema)) return fc.constantFrom(...schema.enum)
  if (Type.IsBoolean(schema)) return fc.boolean()
  if (Type.IsNull(schema)) return fc.constant(null)
  if (Type.IsUnknown(schema)) return anyJson
  if (!Type.IsInteger(schema)) throw new Error(`Nobody has said what values fit ${JSON.stringify(schema)}.`)
  const { minimum, maximum } = limitsOf(schema)
  return fc.integer({ ...(minimum !== undefined && { min: minimum }), ...(maximum !== undefined && { max: maximum }) })
}

const textOf = (schema: TString): Arbitrary<string> => {
  const { minLength = 0, maxLength, pattern } = limitsOf(schema)
  if (pattern !== undefined)
    return fc.stringMatching(new RegExp(pattern), { maxLength: Math.min(maxLength ?? 40, 40) }).filter(isKept)
  // Letters beyond 16 bits are one to the schema, and two to the text.
  const fitting = keptText.map((text) =>
    (text.length < 2 * minLength ? 'x'.repeat(minLength) : text).slice(0, maxLength).toWellFormed(),
  )
  return maxLength === undefined ? fitting : fc.oneof(fitting, fc.constant('x'.repeat(maxLength)))
}

/**
 * An object of a schema, with some members fixed: to values of the caller's, which need not fit the schema, or by
 * undefined to be left out.
 */
export const objectsOf = (
  schema: TObject,
  fixed: ReadonlyMap<string, Arbitrary<unknown> | undefined>,
  spot = root,
): Arbitrary<object> => {
  const free = Object.entries(schema.properties).filter(([name]) => !fixed.has(name))
  const isFree = ([name]: Entry): boolean => !fixed.has(name) && !Object.hasOwn(schema.properties, name)
  const parts: Arbitrary<readonly Entry[]>[] = [
    ...free.map(([name, member]) => memberOf(name, member, { ...spot, place: placeIn(spot.place, name) })),
    ...[...fixed].flatMap(([name, value]) => (value ? [value.map((one): Entry[] => [[name, one]])] : [])),
    othersOf(schema).map((entries) => entries.filter(isFree)),
  ]
  // Not by assignment: a member may be called __proto__.
  return fc.tuple(...parts).map((entries) => Object.fromEntries(entries.flat()))
}

const memberOf = (name: string, schema: TSchema, spot: Spot): Arbitrary<readonly Entry[]> => {
  const present = valuesOf(schema, spot).map((value): readonly Entry[] => [[name, value]])
  if (!Type.IsOptional(schema) || wantedAt(schema, spot)) return present
  return fc.oneof({ weight: 3, arbitrary: present }, { weight: 1, arbitrary: fc.constant([]) })
}

/** Members that the schema does not name. */
const othersOf = (schema: TObject): Arbitrary<readonly Entry[]> => {
  const { additionalProperties: others = true, propertyNames: { maxLength } = {} } = limitsOf(schema)
  if (others === false) return fc.constant([])
  const name = anyName.map((text) => text.slice(0, maxLength))
  return fc.array(fc.tuple(name, typeof others === 'object' ? valuesOf(others) : anyJson), { maxLength: 2 })
}

/** Literals and lists of names leave nothing to choose. */
const wantedAt = (schema: TSchema, { place, sensible }: Spot): Arbitrary<unknown> | undefined => {
  const isFixed = (shape: TSchema): boolean => Type.IsLiteral(shape) || Type.IsEnum(shape)
  return shapesOf(schema).some(isFixed) ? undefined : sensible.get(place)
}

/** A schema without the null that it may take as well. */
export const bareOf = (schema: TSchema): TSchema => {
  const [only, ...more] = Type.IsUnion(schema) ? schema.anyOf.filter((shape) => !Type.IsNull(shape)) : []
  return only && more.length === 0 ? bareOf(only) : schema
}

/** The shapes that a schema lets one choose from, beside null. */
export const shapesOf = (schema: TSchema): readonly TSchema[] => {
  const bare = bareOf(schema)
  return Type.IsUnion(bare) ? bare.anyOf.filter((shape) => !Type.IsNull(shape)) : [bare]
}

/** A place within a place, as a refusal names it: what is no plain name is left out. */
export const placeIn = (place: string, name: string): string => {
  const shown = /^[\w-]{1,64}$/.test(name) ? name : '…'
  return place === '' ? shown : `${place}.${shown}`
}
