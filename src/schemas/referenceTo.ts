import { Type } from 'typebox'

/** Something else in the same factory, by its name. Whether it is there is not looked at. */
export const referenceTo = <const Kind extends string>(kind: Kind) =>
  Type.Object({ type: Type.Literal(kind), referenceName: Type.String() })
