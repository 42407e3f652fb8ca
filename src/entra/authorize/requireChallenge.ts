import { shown } from '../../core/shown.ts'
import { isPkceText } from '../isPkceText.ts'
import { malformedRequest, OAuthError } from '../oauthError.ts'
import type { Parameters } from '../parameters.ts'
import { s256Of } from '../s256Of.ts'
import type { RedirectTarget } from './redirectTarget.ts'

/**
 * What whoever redeems the code must know the answer to, as S256 has it; undefined for a client that need not have one,
 * and has none. A page (`spa`) must: it has no secret, and anybody may see its code.
 *
 * @throws OAuthError `PkceRequired` (Entra says so no sooner than when the code is redeemed), `CodeChallengeSize`,
 * `MalformedRequest`.
 */
export const requireChallenge = (
  { code_challenge: code, code_challenge_method: method }: Parameters,
  { kind }: RedirectTarget,
): string | undefined => {
  if (method && method !== 'S256' && method !== 'plain') {
    throw malformedRequest(`The code_challenge_method '${shown(method)}' is not S256 or plain.`)
  }
  if (kind === 'spa' && !(code && method === 'S256')) {
    throw new OAuthError(
      'PkceRequired',
      'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
    )
  }
  if (!code && method) throw malformedRequest('There is a code_challenge_method, and no code_challenge.')
  if (!code) return undefined
  if (!isPkceText(code)) throw new OAuthError('CodeChallengeSize', 'Invalid size of Code_Challenge parameter.')
  return method === 'S256' ? code : s256Of(code)
}
