import { malformedRequest, OAuthError } from '../oauthError.ts'
import type { Parameters } from '../parameters.ts'
import { shown } from '../shown.ts'
import type { TicketContents } from '../tickets/ticketContents.ts'
import type { RedirectTarget } from './redirectTarget.ts'

type Challenge = NonNullable<TicketContents['authorizationCode']['challenge']>

/** RFC 7636, 4.2. */
const form = /^[\w.~-]{43,128}$/

/**
 * What whoever redeems the code must know the answer to; undefined for a client that need not have one, and has none.
 * A page (`spa`) must: it has no secret, and anybody may see its code.
 *
 * @throws OAuthError `PkceRequired` (Entra says so no sooner than when the code is redeemed), `CodeChallengeSize`,
 * `MalformedRequest`.
 */
export const requireChallenge = (
  { code_challenge: code, code_challenge_method: method = 'plain' }: Parameters,
  { kind }: RedirectTarget,
): Challenge | undefined => {
  if (method !== 'S256' && method !== 'plain') {
    throw malformedRequest(`The code_challenge_method '${shown(method)}' is not S256 or plain.`)
  }
  if (kind === 'spa' && !(code && method === 'S256')) {
    throw new OAuthError(
      'PkceRequired',
      'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
    )
  }
  if (!code) return undefined
  if (!form.test(code)) throw new OAuthError('CodeChallengeSize', 'Invalid size of Code_Challenge parameter.')
  return { code, method }
}
