import { OAuthError } from '../oauthError.ts'
import type { Parameters } from '../parameters.ts'

/** What the user is asked, though there is a session: nothing without it. */
export type Prompt = 'login' | 'none' | 'select_account'

/**
 * What the client wants its user asked. Consent is not among it: whatever a tenant's applications may have, its
 * administrator has agreed to.
 *
 * @throws OAuthError `UnsupportedPrompt`. Text from memory of the real service: assumed.
 */
export const readPrompt = ({ prompt = '' }: Parameters): Prompt | undefined => {
  if (prompt === '' || prompt === 'consent' || prompt === 'admin_consent') return undefined
  if (prompt === 'login' || prompt === 'none' || prompt === 'select_account') return prompt
  throw new OAuthError('UnsupportedPrompt', "Unsupported 'prompt' value.")
}
