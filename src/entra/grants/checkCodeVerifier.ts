import { createHash, timingSafeEqual } from 'node:crypto'
import { OAuthError } from '../oauthError.ts'
import type { TicketContents } from '../tickets/ticketContents.ts'

type Challenge = TicketContents['authorizationCode']['challenge']

/**
 * Whether the one who redeems a code is the one who asked for it: RFC 7636. A verifier that nobody announced is refused
 * as one that is missing is: else a code that was asked for without PKCE could be slipped into a sign-in that uses it.
 * RFC 9700, 4.8.2.
 *
 * @throws OAuthError `PkceIncomplete`, `PkceMismatch`. Both texts recorded.
 */
export const checkCodeVerifier = (challenge: Challenge, verifier: string | undefined): void => {
  if (!challenge && !verifier) return
  if (!challenge || !verifier) {
    throw new OAuthError(
      'PkceIncomplete',
      'The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.',
    )
  }
  const expected = challenge.method === 'S256' ? sha256(verifier).toString('base64url') : verifier
  // As hashes, they are of one length, which the comparison needs.
  if (isVerifier(verifier) && timingSafeEqual(sha256(expected), sha256(challenge.code))) return
  throw new OAuthError(
    'PkceMismatch',
    'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  )
}

/** RFC 7636, 4.1. A shorter one could be guessed. */
const isVerifier = (text: string): boolean => /^[\w.~-]{43,128}$/.test(text)

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
