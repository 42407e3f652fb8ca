import { withinLimit } from '../../core/attempts/withinLimit.ts'
import type { EndpointParts } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'

interface ShownSecret {
  /** Whose the secret is to be. */
  readonly client: { readonly clientId: string; readonly secretHash: string | undefined }
  /** The tenant that it signs in to. */
  readonly tenantId: string
  readonly secret: string
  /** IP address that it comes from. */
  readonly address: string
}

/**
 * Refuses a secret that is not the application's own, and after a number of these any.
 *
 * @throws OAuthError `InvalidClientSecret`; `TooManyAttempts` after too many of these, whatever the secret.
 */
export const requireClientSecret = async (
  parts: Pick<EndpointParts, 'attempts' | 'checkSecret'>,
  { client: { clientId, secretHash }, tenantId, secret, address }: ShownSecret,
): Promise<void> => {
  const account = { kind: 'application', tenantId, name: clientId } as const
  const isRight = async (): Promise<boolean> =>
    secretHash !== undefined && (await parts.checkSecret(secret, secretHash, account))
  const client = await withinLimit(
    parts,
    { account, address },
    {
      look: async () => ((await isRight()) ? clientId : undefined),
      tooMany: (seconds) => tooManyAttempts(clientId, seconds),
    },
  )
  if (client === undefined) throw invalidClientSecret(clientId)
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
