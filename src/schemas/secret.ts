import { Type } from 'typebox'
import { Optional } from './optional.ts'
import { referenceTo } from './referenceTo.ts'
import { Variants } from './variants.ts'

/** A secret in the clear; answered with asterisks in its place. */
export const SecureString = Type.Object({ type: Type.Literal('SecureString'), value: Type.String() })

const LinkedServiceReference = Type.Object({
  ...referenceTo('LinkedServiceReference').properties,
  parameters: Optional(Type.Object({})),
})

/** Where in a key vault a secret is to be found. Documented: name and version may be expressions. */
const AzureKeyVaultSecret = Type.Object({
  type: Type.Literal('AzureKeyVaultSecret'),
  store: LinkedServiceReference,
  secretName: Type.Unknown(),
  secretVersion: Type.Optional(Type.Unknown()),
})

export const Secret = Variants('type', [SecureString, AzureKeyVaultSecret])
