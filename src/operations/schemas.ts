import { type TSchema, Type } from 'typebox'

/** What users store may be null wherever it may be absent, and is kept as it came. */
export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** Documented: at most fifty, names of at most 512 characters, values of at most 256. */
export const Tags = Type.Unsafe<Record<string, string>>({
  type: 'object',
  maxProperties: 50,
  propertyNames: { maxLength: 512 },
  additionalProperties: { type: 'string', maxLength: 256 },
})

export const listOf = <Schema extends TSchema>(schema: Schema) =>
  Type.Object({ value: Type.Array(schema) }, { additionalProperties: false })
