import { issuerOf } from '../../core/token.ts'
import type { EntraParts } from '../endpoint.ts'
import { accessTokenClaims, type Validity } from './accessTokenClaims.ts'
import type { Granted } from './granted.ts'
import { type Beside, idTokenClaims } from './idTokenClaims.ts'

type Issuing = Pick<EntraParts, 'effects' | 'signingKeys' | 'tokenLifetimeSeconds'>

export interface AccessToken extends Pick<Validity, 'expiresAt' | 'issuedAt'> {
  readonly text: string
  readonly lifetimeSeconds: number
}

/** Signs an access token for what was granted. */
export const issueAccessToken = async (parts: Issuing, origin: string, granted: Granted): Promise<AccessToken> => {
  const validity = validityOf(parts, origin, granted)
  const text = await parts.signingKeys.sign(accessTokenClaims(granted, validity))
  const { issuedAt, expiresAt } = validity
  return { text, issuedAt, expiresAt, lifetimeSeconds: parts.tokenLifetimeSeconds }
}

/** Signs an id token that tells the client about the user; `beside` are the access token and code that it comes with. */
export const issueIdToken = (
  parts: Issuing,
  origin: string,
  { granted, beside = {} }: { readonly granted: Granted; readonly beside?: Beside },
): Promise<string> =>
  parts.signingKeys.sign(idTokenClaims(granted, { ...validityOf(parts, origin, granted), ...beside }))

const validityOf = ({ effects, tokenLifetimeSeconds }: Issuing, origin: string, { principal }: Granted): Validity => {
  const now = effects.now().getTime() / 1000
  return {
    issuer: issuerOf(origin, principal.tenantId),
    issuedAt: Math.floor(now),
    // Rounded up: it is good for at least as long as the answer says.
    expiresAt: Math.ceil(now + tokenLifetimeSeconds),
    uti: effects.randomBytes(16).toString('base64url'),
  }
}
