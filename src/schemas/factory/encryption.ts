import { Type } from 'typebox'
import { Optional } from '../optional.ts'

const text = Optional(Type.String())

/** A key of the user's own. Documented to require `keyName` and `vaultBaseUrl`, recorded to be taken without. */
export const Encryption = Type.Object({
  keyName: text,
  vaultBaseUrl: text,
  keyVersion: text,
  identity: Optional(Type.Object({ userAssignedIdentity: text })),
})
