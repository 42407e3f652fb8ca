import { shown } from '../../core/shown.ts'
import { OAuthError } from '../oauthError.ts'
import type { Parameters } from '../parameters.ts'

const modes = ['query', 'fragment', 'form_post'] as const

/** How the answer gets to the client. */
export type ResponseMode = (typeof modes)[number]

/** The mode that was asked for if it may be, else the one that goes without saying. A refusal goes back in it, too. */
export const responseModeOf = ({ response_type = '', response_mode }: Parameters): ResponseMode => {
  const hasToken = response_type.includes('token')
  const asked = modes.find((mode) => mode === response_mode && !(hasToken && mode === 'query'))
  return asked ?? (hasToken ? 'fragment' : 'query')
}

/**
 * Refuses a mode that is none, and the query for a token: it would stay in logs and histories.
 *
 * @throws OAuthError `UnsupportedResponseMode`. Text from memory of the real service: assumed.
 */
export const requireResponseMode = (parameters: Parameters): ResponseMode => {
  const mode = responseModeOf(parameters)
  const { response_mode } = parameters
  if (!response_mode || response_mode === mode) return mode
  const when = response_mode === 'query' ? ' when requesting a token' : ''
  throw new OAuthError(
    'UnsupportedResponseMode',
    `'${shown(response_mode)}' is not a supported value of 'response_mode'${when}.`,
  )
}
