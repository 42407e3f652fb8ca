import { Type } from 'typebox'
import { Optional } from '../optional.ts'
import { referenceTo } from '../referenceTo.ts'
import { SecureString } from '../secret.ts'
import { Variants } from '../variants.ts'

/** The shared runtime that a linked one borrows, and what lets it do so. */
export const LinkedInfo = Variants('authorizationType', [
  Type.Object({ authorizationType: Type.Literal('Key'), key: SecureString }),
  Type.Object({
    authorizationType: Type.Literal('RBAC'),
    resourceId: Type.String(),
    credential: Optional(referenceTo('CredentialReference')),
  }),
])
