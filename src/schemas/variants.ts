import { type TObject, Type } from 'typebox'

/**
 * An object of one of several shapes. Which of them it must have, one member says, the discriminator: in each shape it is
 * required, and a literal.
 */
export const Variants = <Shapes extends TObject[]>(propertyName: string, shapes: [...Shapes]) =>
  Type.Union(shapes, { discriminator: { propertyName } })
