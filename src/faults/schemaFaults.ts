import { type TArray, type TObject, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { isJsonObject, type JsonObject } from '../core/json.ts'
import { expectation } from './expectation.ts'
import type { Fault, Path } from './fault.ts'
import { meantShape } from './meantShape.ts'
import { suggestion } from './suggestion.ts'

/**
 * All that is wrong with a value, each fault at its own place, found one by one as they are asked for. TypeBox names
 * eight at the most, repeats what is wrong inside a list for the list itself, and names what is wrong with each of
 * several shapes.
 */
export function* schemaFaults(schema: TSchema, value: unknown, path: Path = []): Generator<Fault, void> {
  if (Value.Check(schema, value)) return
  const inside = faultsInside(schema, value, path)
  const first = inside.next()
  yield first.done ? { path, message: `must be ${expectation(schema)}` } : first.value
  yield* inside
}

function* faultsInside(schema: TSchema, value: unknown, path: Path): Generator<Fault, void> {
  if (Type.IsUnion(schema)) {
    const { shape, fault } = meantShape(schema, value, path)
    if (fault) yield fault
    if (shape) yield* faultsInside(shape, value, path)
  } else if (Type.IsObject(schema) && isJsonObject(value)) {
    yield* memberFaults(schema, value, path)
  } else if (Type.IsArray(schema) && Array.isArray(value)) {
    yield* itemFaults(schema, value, path)
  }
}

function* itemFaults({ items }: TArray, values: readonly unknown[], path: Path): Generator<Fault, void> {
  for (const [index, item] of values.entries()) yield* schemaFaults(items, item, [...path, index])
}

function* memberFaults(schema: TObject, value: JsonObject, path: Path): Generator<Fault, void> {
  const known = Object.keys(schema.properties)
  const others = 'additionalProperties' in schema ? schema.additionalProperties : true
  for (const name of Object.keys(value).filter((name) => !known.includes(name))) {
    if (others === false) yield { path: [...path, name], message: `is not known${suggestion(name, known)}` }
    if (isJsonObject(others)) yield* schemaFaults(others, value[name], [...path, name])
  }
  for (const [name, member] of Object.entries(schema.properties)) {
    if (Object.hasOwn(value, name)) yield* schemaFaults(member, value[name], [...path, name])
    else if (!Type.IsOptional(member)) yield { path: [...path, name], message: 'is required' }
  }
}
