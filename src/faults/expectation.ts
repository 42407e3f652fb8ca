import { type TSchema, Type } from 'typebox'

/** What a schema of ours says of the values that it takes. */
interface Demands {
  /** What a value must be, to be read after the words "must be". */
  readonly expects?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
}

/** What a value must be, in words that follow "must be": the schema's own `expects`, or its type and limits. */
export const expectation = (schema: TSchema): string => {
  const { expects, minimum, maximum, minLength, maxLength }: Demands = schema
  if (expects) return expects
  if (Type.IsUnion(schema)) return anyOf(schema.anyOf)
  if (Type.IsEnum(schema)) return oneOf(schema.enum.map(String))
  if (Type.IsLiteral(schema)) return String(schema.const)
  if (Type.IsInteger(schema)) return `a whole number${within(minimum, maximum)}`
  if (Type.IsBoolean(schema)) return 'true or false'
  if (Type.IsArray(schema)) return 'a list'
  if (Type.IsString(schema)) return `a text${ofLength(minLength, maxLength)}`
  return 'a set of named members'
}

const anyOf = (schemas: readonly TSchema[]): string => {
  const values = schemas.filter((schema) => !Type.IsNull(schema))
  return `${oneOf([...new Set(values.map(expectation))])}${values.length < schemas.length ? ', or null' : ''}`
}

export const oneOf = (values: readonly string[]): string =>
  values.length < 2 ? values.join() : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`

const within = (minimum?: number, maximum?: number): string => {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`
  if (minimum !== undefined) return ` >= ${minimum}`
  return maximum === undefined ? '' : ` <= ${maximum}`
}

const ofLength = (minLength = 0, maxLength?: number): string => {
  if (maxLength === undefined) return minLength > 0 ? ` of at least ${minLength} characters` : ''
  return ` of ${minLength > 0 ? `${minLength} to` : 'at most'} ${maxLength} characters`
}
