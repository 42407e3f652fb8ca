import { isSameRedirectUri } from '../../core/redirectUri.ts'
import type { Client } from '../clients/client.ts'
import { authenticateClient } from '../clients/clientAuthentication.ts'
import type { EndpointParts } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import type { Granted } from '../tokens/granted.ts'
import type { Parties } from '../users/parties.ts'
import type { TokenRequest } from './grant.ts'

interface Redeeming {
  readonly parties: Parties
  /** Where the browser was sent back to when the user signed in; undefined where there was no way back. */
  readonly redirectUri: string | undefined
}

/**
 * How the application that redeems what a user's sign-in gave has shown who it is. A server must; a page, or an app on
 * somebody's own machine, cannot.
 *
 * @throws OAuthError `ClientCredentialMissing`; else as `authenticateClient` does.
 */
export const proveClient = async (
  parts: EndpointParts,
  request: TokenRequest,
  { parties, redirectUri }: Redeeming,
): Promise<Granted['client']> => {
  const { client } = parties
  const proof = await authenticateClient(parts, request, parties)
  if (proof === 'none' && isServer(client, redirectUri)) throw clientCredentialMissing()
  return { clientId: client.clientId, proof }
}

/** Where no redirect URI tells, it is one that was registered as nothing else. */
const isServer = ({ secretHash, registration }: Client, redirectUri: string | undefined): boolean => {
  const { certificates, federatedCredentials, redirectUris } = registration
  const { web, spa, publicClient } = redirectUris
  if (redirectUri !== undefined) return web.some((uri) => isSameRedirectUri(uri, redirectUri))
  const hasCredential = secretHash !== undefined || certificates.length + federatedCredentials.length > 0
  return spa.length + publicClient.length === 0 && (web.length > 0 || hasCredential)
}

/** Recorded. */
const clientCredentialMissing = (): OAuthError =>
  new OAuthError(
    'ClientCredentialMissing',
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  )
