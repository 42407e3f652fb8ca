import fc, { type Arbitrary } from 'fast-check'
import { type TObject, type TSchema, Type } from 'typebox'
import { isJsonObject } from '../../src/core/json.ts'
import { bareOf, limitsOf, objectsOf, placeIn, shapesOf, valuesOf } from './schemaArbitrary.ts'

/** A place within the bodies of a schema. */
export interface Place {
  /** As a refusal names it: `properties.tags.colour`, `items[1].name`; empty for the body itself. */
  readonly place: string
  readonly schema: TSchema
  /** Bodies that fit the schema all around the place, with something there. */
  readonly around: (inner: Arbitrary<unknown>) => Arbitrary<unknown>
}

const wholeBody = (schema: TSchema): Place => ({ place: '', schema, around: (body) => body })

/** Every place that a schema tells of, each shape's by itself; of lists the second, of maps those of some odd names. */
export function* placesIn(schema: TSchema, here = wholeBody(schema)): Generator<Place> {
  yield here
  for (const shape of surelyMeant(schema)) {
    if (Type.IsObject(shape)) for (const member of membersIn(shape, here)) yield* placesIn(member.schema, member)
    if (Type.IsArray(shape)) yield* placesIn(shape.items, secondItem(shape.items, here))
  }
}

/** Of several shapes, only a discriminator says which one was meant, and so what belongs inside. */
export const surelyMeant = (schema: TSchema): readonly TSchema[] => {
  const shapes = shapesOf(schema)
  return shapes.length === 1 || 'discriminator' in bareOf(schema) ? shapes : []
}

/** Names that a careless program takes for something else, or tells again although it must not. */
export const oddNames = ['surplus', '__proto__', 'constructor', 'two words', 'ключ']

const membersIn = (shape: TObject, here: Place): readonly Place[] => {
  const { additionalProperties: others } = limitsOf(shape)
  const unnamed = isJsonObject(others) ? oddNames.map((name) => [name, others] as const) : []
  return [...Object.entries(shape.properties), ...unnamed].map(([name, schema]) => ({
    place: placeIn(here.place, name),
    schema,
    around: (inner) => here.around(objectsOf(shape, new Map([[name, inner]]))),
  }))
}

const secondItem = (schema: TSchema, { place, around }: Place): Place => ({
  place: `${place}[1]`,
  schema,
  around: (inner) => around(fc.tuple(valuesOf(schema), inner)),
})
