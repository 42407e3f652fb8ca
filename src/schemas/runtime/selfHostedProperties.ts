import { Type } from 'typebox'
import { Optional } from '../optional.ts'
import { LinkedInfo } from './linkedInfo.ts'

/** A runtime whose nodes are machines of the user, or those of the runtime that it is linked to. */
export const SelfHostedProperties = Type.Object({
  type: Type.Literal('SelfHosted'),
  description: Optional(Type.String()),
  typeProperties: Optional(
    Type.Object({
      linkedInfo: Optional(LinkedInfo),
      selfContainedInteractiveAuthoringEnabled: Optional(Type.Boolean()),
    }),
  ),
})
