import type { RedirectKind } from '../../core/appRegistration.ts'
import { hasCredential } from '../../core/principal.ts'
import type { Client } from '../clients/client.ts'
import { authenticateClient } from '../clients/clientAuthentication.ts'
import type { EndpointParts } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import type { Granted } from '../tokens/granted.ts'
import type { Parties } from '../users/parties.ts'
import type { TokenRequest } from './grant.ts'
import { requireOriginOf } from './requireOriginOf.ts'

interface Redeeming {
  readonly parties: Parties
  /** Where the browser was sent back to when the user signed in; undefined where there was no way back. */
  readonly redirectKind: RedirectKind | undefined
}

/**
 * How the application that redeems what a user's sign-in gave has shown who it is. A server must; a page, or an app on
 * somebody's own machine, cannot.
 *
 * @throws OAuthError `ClientCredentialMissing`; else as `requireOriginOf` and `authenticateClient` do.
 */
export const proveClient = async (
  parts: EndpointParts,
  request: TokenRequest,
  { parties, redirectKind }: Redeeming,
): Promise<Granted['client']> => {
  requireOriginOf(redirectKind, request)
  const { client } = parties
  const proof = await authenticateClient(parts, request, parties)
  if (proof === 'none' && isServer(client, redirectKind)) throw clientCredentialMissing()
  return { clientId: client.clientId, proof }
}

/** Where the way back does not tell, it is one that was registered as nothing else. */
const isServer = (client: Client, redirectKind: RedirectKind | undefined): boolean => {
  const { web, spa, publicClient } = client.registration.redirectUris
  if (redirectKind !== undefined) return redirectKind === 'web'
  return spa.length + publicClient.length === 0 && (web.length > 0 || hasCredential(client))
}

/** Recorded. */
const clientCredentialMissing = (): OAuthError =>
  new OAuthError(
    'ClientCredentialMissing',
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  )
