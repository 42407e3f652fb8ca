import { shown } from '../core/shown.ts'
import { OAuthError } from './oauthError.ts'

/** The parameters of a form or query, each once. An empty value counts as none, as OAuth 2.0 has it. */
export type Parameters = Readonly<Record<string, string>>

/**
 * Reads `application/x-www-form-urlencoded` text; a broken percent-encoding stays as it is, as browsers do it.
 *
 * @throws OAuthError `DuplicatedParameter`. Recorded.
 */
export const parseParameters = (text: string): Parameters => {
  const parameters = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(text)) {
    if (parameters.has(name)) {
      throw new OAuthError(
        'DuplicatedParameter',
        `The request is not properly formatted. The parameter '${shown(name)}' is duplicated.`,
      )
    }
    parameters.set(name, value)
  }
  return Object.fromEntries(parameters)
}

/** @throws OAuthError `MissingParameter`. */
export const requireParameter = (parameters: Parameters, name: string): string => {
  const value = parameters[name]
  if (!value) throw missingParameter(name)
  return value
}

/** Recorded; the text speaks of the body for parameters of the query too. */
export const missingParameter = (name: string): OAuthError =>
  new OAuthError('MissingParameter', `The request body must contain the following parameter: '${name}'.`)
