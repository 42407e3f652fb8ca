import fc, { type Arbitrary } from 'fast-check'
import { type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { isJsonObject } from '../../src/core/json.ts'
import { anyJson, limitsOf, shapesOf, valuesOf } from './schemaArbitrary.ts'

/** One of each kind. */
const ofEachKind = [null, true, 1.5, -1, '', ' ', 'no such value', 'x\n', [], [null], ['x'], {}, { type: 'x' }]

/**
 * Values that a schema does not take. They are wrong themselves, and not by something inside: an object that lacks a
 * member is none of them. Undefined where a schema takes everything.
 */
export const wrongFor = (schema: TSchema): Arbitrary<unknown> | undefined => {
  const shapes = shapesOf(schema)
  const isWrong = (value: unknown): boolean =>
    !Value.Check(schema, value) &&
    !(isJsonObject(value) && shapes.some(Type.IsObject)) &&
    !(Array.isArray(value) && shapes.some(Type.IsArray))
  const near = [...ofEachKind, ...shapes.flatMap(almost)].filter(isWrong)
  if (near.length === 0) return undefined
  const inLists = valuesOf(schema).map((right) => [right])
  const lists = shapes.some(Type.IsArray) ? [] : [inLists]
  return fc.oneof(fc.constantFrom(...near), ...shapes.flatMap(beyondLimits), ...lists, anyJson.filter(isWrong))
}

/** A right name in another letter case, with a space, in a list. */
const almost = (shape: TSchema): readonly unknown[] => {
  const names: readonly unknown[] = Type.IsEnum(shape) ? shape.enum : Type.IsLiteral(shape) ? [shape.const] : []
  return names.map(String).flatMap((name) => [name.toLowerCase(), name.toUpperCase(), ` ${name}`, [name]])
}

/** One more than the most, and one less than the least. */
const beyondLimits = (shape: TSchema): readonly Arbitrary<unknown>[] => {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, maxProperties, ...more } = limitsOf(shape)
  const { propertyNames: { maxLength: longestName } = {}, items = shape } = more
  const members = isJsonObject(more.additionalProperties) ? more.additionalProperties : shape
  const list = (length: number): Arbitrary<unknown[]> => valuesOf(items).map((item) => Array(length).fill(item))
  const set = (names: readonly string[]): Arbitrary<object> =>
    valuesOf(members).map((value) => Object.fromEntries(names.map((name) => [name, value])))
  return [
    minimum === undefined ? [] : fc.constant(minimum - 1),
    maximum === undefined ? [] : fc.constant(maximum + 1),
    minLength ? fc.constant('x'.repeat(minLength - 1)) : [],
    maxLength === undefined ? [] : fc.constant('x'.repeat(maxLength + 1)),
    minItems ? list(minItems - 1) : [],
    maxItems === undefined ? [] : list(maxItems + 1),
    maxProperties === undefined ? [] : set(Array.from({ length: maxProperties + 1 }, (_, n) => `n${n}`)),
    longestName === undefined ? [] : set(['n'.repeat(longestName + 1)]),
  ].flat()
}
