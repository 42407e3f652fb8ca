import fc, { type Arbitrary } from 'fast-check'
import { type TObject, type TSchema, Type } from 'typebox'
import { limitsOf, objectsOf, placeIn } from './schemaArbitrary.ts'
import { oddNames, type Place, placesIn, surelyMeant } from './schemaPlaces.ts'
import { wrongFor } from './wrongValues.ts'

/** Bodies that fit a schema but for one place, which a refusal has to name. */
export interface Broken {
  readonly place: string
  readonly bodies: Arbitrary<unknown>
}

/** Everything that can be wrong with a body of a schema, place by place, all else being right. */
export function* brokenBodies(schema: TSchema): Generator<Broken> {
  for (const here of placesIn(schema)) {
    const wrong = wrongFor(here.schema)
    if (wrong) yield { place: here.place, bodies: here.around(wrong) }
    for (const shape of surelyMeant(here.schema)) if (Type.IsObject(shape)) yield* wrongMembers(shape, here)
  }
}

/** Members that are missing, or that nobody knows where none such are taken. */
function* wrongMembers(shape: TObject, { place, around }: Place): Generator<Broken> {
  for (const [name, member] of Object.entries(shape.properties)) {
    if (Type.IsOptional(member)) continue
    yield { place: placeIn(place, name), bodies: around(objectsOf(shape, new Map([[name, undefined]]))) }
  }
  if (limitsOf(shape).additionalProperties !== false) return
  for (const name of oddNames) {
    const surplus = new Map([[name, fc.constantFrom(null, 1, 'x')]])
    yield { place: placeIn(place, name), bodies: around(objectsOf(shape, surplus)) }
  }
}
