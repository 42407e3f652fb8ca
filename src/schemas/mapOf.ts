import { type Static, type TSchema, type TSchemaOptions, Type } from 'typebox'

/** Members of any name, all of one kind. TypeBox's own record looks past names that have a line break in them. */
export const mapOf = <Schema extends TSchema>(member: Schema, options: TSchemaOptions = {}) =>
  Type.Unsafe<Record<string, Static<Schema>>>(Type.Object({}, { ...options, additionalProperties: member }))
