import { timingSafeEqual } from 'node:crypto'
import { isPkceText } from '../isPkceText.ts'
import { OAuthError } from '../oauthError.ts'
import { s256Of } from '../s256Of.ts'

/**
 * Whether the one who redeems a code is the one who asked for it: RFC 7636. A verifier that nobody announced is refused
 * as one that is missing is: else a code that was asked for without PKCE could be slipped into a sign-in that uses it.
 * RFC 9700, 4.8.2.
 *
 * @param challenge as S256 has it.
 * @throws OAuthError `PkceIncomplete`, `PkceMismatch`. Both texts recorded.
 */
export const checkCodeVerifier = (challenge: string | undefined, verifier: string | undefined): void => {
  if (!challenge && !verifier) return
  if (!challenge || !verifier) {
    throw new OAuthError(
      'PkceIncomplete',
      'The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.',
    )
  }
  if (isPkceText(verifier) && isSame(s256Of(verifier), challenge)) return
  throw new OAuthError(
    'PkceMismatch',
    'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  )
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
