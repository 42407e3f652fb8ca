import { type TSchema, Type } from 'typebox'

/** What users store may be null wherever it may be absent, and is kept as it came. */
export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
