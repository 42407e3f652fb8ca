import type { EndpointParts } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'

interface ShownSecret {
  /** Whose the secret is to be. */
  readonly client: { readonly clientId: string; readonly secretHash: string | undefined }
  readonly secret: string
  /** IP address that it comes from. */
  readonly address: string
}

/**
 * Refuses a secret that is not the application's own, and after a number of these any, unread: who guesses then learns
 * nothing. Where the right one was shown before, many more may be wrong before that: a forgotten program with an old
 * secret does not lock out the others beside it.
 *
 * @throws OAuthError `InvalidClientSecret`; `TooManyAttempts` after too many of these, whatever the secret.
 */
export const requireClientSecret = async (
  { attempts, checkSecret }: Pick<EndpointParts, 'attempts' | 'checkSecret'>,
  { client: { clientId, secretHash }, secret, address }: ShownSecret,
): Promise<void> => {
  const attempt = { account: clientId, address }
  const refuseTooMany = (): void => {
    const seconds = attempts.secondsToWait(attempt)
    if (seconds > 0) throw tooManyAttempts(clientId, seconds)
  }

  refuseTooMany()
  const isRight = secretHash !== undefined && (await checkSecret(secret, secretHash))
  // Once more: many may have been under way together.
  refuseTooMany()
  if (isRight) return attempts.succeeded(attempt)
  attempts.failed(attempt)
  throw invalidClientSecret(clientId)
}

/** The code and the first sentence are documented, for tenants; the real service lets applications try on. */
const tooManyAttempts = (clientId: string, retryAfterSeconds: number): OAuthError =>
  new OAuthError(
    'TooManyAttempts',
    `There are too many incoming requests. Too many wrong secrets were shown for app '${clientId}'; ` +
      `any is looked at again in ${retryAfterSeconds} seconds.`,
    { retryAfterSeconds },
  )

/** Recorded. */
const invalidClientSecret = (clientId: string): OAuthError =>
  new OAuthError(
    'InvalidClientSecret',
    'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the ' +
      `client secret ID, for a secret added to app '${clientId}'.`,
  )
