import { type TSchema, type TUnion, Type } from 'typebox'
import { Value } from 'typebox/value'
import { isJsonObject } from '../core/json.ts'
import { expectation, oneOf } from './expectation.ts'
import type { Fault, Path } from './fault.ts'

/** Either; or neither, where nobody can say what was meant. */
interface Meant {
  readonly shape?: TSchema
  /** What is wrong with the member that should name the shape. */
  readonly fault?: Fault
}

/** Which of several shapes a value was meant to have: the only one beside null, or the one that its discriminator names. */
export const meantShape = (schema: TUnion, value: unknown, path: Path): Meant => {
  const shapes = schema.anyOf.filter((shape) => !Type.IsNull(shape))
  const [only, ...more] = shapes
  if (only && more.length === 0) return { shape: only }
  const name = discriminatorOf(schema)
  if (name === undefined || !isJsonObject(value)) return {}

  const place = [...path, name]
  if (!Object.hasOwn(value, name)) return { fault: { path: place, message: 'is required' } }
  const literals = shapes.map((shape) => (Type.IsObject(shape) && shape.properties[name]) || Type.Never())
  const shape = shapes[literals.findIndex((literal) => Value.Check(literal, value[name]))]
  return shape ? { shape } : { fault: { path: place, message: `must be ${oneOf(literals.map(expectation))}` } }
}

interface Discriminated {
  readonly discriminator?: { readonly propertyName: string }
}

const discriminatorOf = (schema: TSchema): string | undefined => {
  const { discriminator }: Discriminated = schema
  return discriminator?.propertyName
}
