import { type TSchema, Type } from 'typebox'
import { Nullable } from './nullable.ts'

/** A member that may be absent, and therefore null. */
export const Optional = <Schema extends TSchema>(schema: Schema) => Type.Optional(Nullable(schema))
