import { type Static, type TObject, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { expectation } from '../faults/expectation.ts'
import type { Given } from './given.ts'
import { readFlags } from './readFlags.ts'
import { type Environment, readVariables } from './readVariables.ts'

/** Where settings come from: the arguments of a command, and the environment. */
export interface Sources {
  readonly flags: readonly string[]
  readonly env: Environment
}

/**
 * Reads the settings of a schema, each by its own type and strictly so: `0x50`, ` 80` and an empty text are no port. A
 * flag wins over its variable, and both must be right. What is not given takes its default.
 *
 * @returns the values, which are of the schema's type where `faults` is empty, and all that is wrong.
 */
export const readSettings = <Schema extends TObject>(schema: Schema, { flags, env }: Sources) => {
  const variables = readVariables(schema, env)
  const arguments_ = readFlags(schema, flags)
  const all = [...variables.given, ...arguments_.given].map((given) => ({
    ...given,
    schema: schema.properties[given.setting] ?? Type.Never(),
  }))
  const values = Object.fromEntries(all.map(({ setting, schema, texts }) => [setting, toValue(schema, texts)]))
  const wrong = all.filter(({ schema, texts }) => !Value.Check(schema, toValue(schema, texts)))
  return {
    values: Value.Default(schema, values) as Static<Schema>,
    faults: [...variables.faults, ...arguments_.faults, ...wrong.map(faultOf)],
  }
}

/** Text to the setting's own type. What cannot be that stays text, and is then refused by the schema. */
const toValue = (schema: TSchema, texts: readonly string[]): unknown => {
  if (Type.IsArray(schema)) return texts.flatMap((text) => text.split(','))
  const text = texts.join()
  if (Type.IsInteger(schema) && /^(0|-?[1-9]\d{0,14})$/.test(text)) return Number(text)
  if (Type.IsBoolean(schema) && /^(true|false)$/.test(text)) return text === 'true'
  return text
}

/** Names no value that may hold a password, as an address can. */
const faultOf = ({ as, schema, texts }: Given & { readonly schema: TSchema }): string => {
  const mayBeNamed = Type.IsInteger(schema) || Type.IsBoolean(schema) || Type.IsEnum(schema)
  return `${as} must be ${expectation(schema)}${mayBeNamed ? `, not '${texts.join()}'` : ''}`
}
