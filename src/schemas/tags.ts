import { Type } from 'typebox'
import { mapOf } from './mapOf.ts'

/** Documented limits. */
export const Tags = mapOf(Type.String({ maxLength: 256 }), {
  maxProperties: 50,
  propertyNames: { maxLength: 512 },
  expects: 'at most 50 names of at most 512 characters, each with a text of at most 256',
})
