import { type TObject, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { isJsonObject, type JsonObject } from '../core/json.ts'
import { expectation } from './expectation.ts'
import type { Fault, Path } from './fault.ts'
import { suggestion } from './suggestion.ts'

/**
 * All that is wrong with a value, each fault at its own place. TypeBox names eight at the most, and repeats what is
 * wrong inside a list for the list itself.
 */
export const schemaFaults = (schema: TSchema, value: unknown, path: Path = []): Fault[] => {
  const inside = faultsInside(schema, value, path)
  if (inside.length > 0 || Value.Check(schema, value)) return inside
  return [{ path, message: `must be ${expectation(schema)}` }]
}

const faultsInside = (schema: TSchema, value: unknown, path: Path): Fault[] => {
  if (Type.IsObject(schema) && isJsonObject(value)) return memberFaults(schema, value, path)
  if (!Type.IsArray(schema) || !Array.isArray(value)) return []
  return value.flatMap((item, index) => schemaFaults(schema.items, item, [...path, index]))
}

const memberFaults = (schema: TObject, value: JsonObject, path: Path): Fault[] => {
  const isStrict = 'additionalProperties' in schema && schema.additionalProperties === false
  const known = Object.keys(schema.properties)
  const unknown = Object.keys(value).filter((name) => isStrict && !known.includes(name))
  const missing = known.filter((name) => !Type.IsOptional(schema.properties[name]) && !Object.hasOwn(value, name))
  return [
    ...unknown.map((name) => ({ path: [...path, name], message: `is not known${suggestion(name, known)}` })),
    ...missing.map((name) => ({ path, message: `lacks ${name}` })),
    ...Object.entries(schema.properties)
      .filter(([name]) => Object.hasOwn(value, name))
      .flatMap(([name, member]) => schemaFaults(member, value[name], [...path, name])),
  ]
}
