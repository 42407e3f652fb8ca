import { Type } from 'typebox'
import { mapOf } from '../mapOf.ts'

/** Values that all of a factory shares, by name. That a value is of the type beside it is not looked at. */
export const GlobalParameters = mapOf(
  Type.Object({
    type: Type.Enum(['Object', 'String', 'Int', 'Float', 'Bool', 'Array']),
    value: Type.Unknown(),
  }),
)
