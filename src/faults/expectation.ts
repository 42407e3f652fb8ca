import { type TSchema, Type } from 'typebox'

/** What a schema of ours says of the values that it takes. */
interface Demands {
  /** What a value must be, to be read after the words "must be". */
  readonly expects?: string
  readonly minimum?: number
  readonly maximum?: number
}

/** What a value must be, in words that follow "must be": the schema's own `expects`, or its type and limits. */
export const expectation = (schema: TSchema): string => {
  const { expects, minimum, maximum }: Demands = schema
  if (expects) return expects
  if (Type.IsEnum(schema)) return oneOf(schema.enum.map(String))
  if (Type.IsInteger(schema)) return `a whole number from ${minimum} to ${maximum}`
  if (Type.IsBoolean(schema)) return 'true or false'
  if (Type.IsArray(schema)) return 'a list'
  if (Type.IsString(schema)) return 'a text'
  return 'a set of named members'
}

const oneOf = (values: readonly string[]): string =>
  values.length < 2 ? values.join() : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
