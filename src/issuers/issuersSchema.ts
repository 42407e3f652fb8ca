import { type Static, Type } from 'typebox'
import { isGuid } from '../core/guid.ts'
import { isIssuer, isKeysUrl } from '../core/issuer.ts'

const known = (expects: string, isKnown: (text: string) => boolean) => Type.Refine(Type.String({ expects }), isKnown)

const Issuer = Type.Object(
  {
    issuer: known('the https URL of an issuer, letter by letter as its tokens have it', isIssuer),
    tenantId: known('a GUID', isGuid),
    audiences: Type.Array(Type.String({ minLength: 1, maxLength: 256, expects: 'a text of 1 to 256 characters' }), {
      minItems: 1,
      expects: 'a list of at least one audience',
    }),
    jwksUri: Type.Optional(known('the https URL of a key set', isKeysUrl)),
  },
  { additionalProperties: false },
)

/** The issuers whose access tokens are taken, as a file has them. What is not written here is a fault. */
export const IssuersSchema = Type.Array(Issuer, { minItems: 1, expects: 'a list of at least one issuer' })

export type Issuers = Static<typeof IssuersSchema>
