import { Type } from 'typebox'

/** What may be sent and is not heeded here. It can only say nothing: heeded, it would grant less than without it. */
export const Unheeded = Type.Optional(
  Type.Union([Type.Literal(''), Type.Null()], {
    expects: 'null or empty: it is not supported, and would not be heeded',
  }),
)
