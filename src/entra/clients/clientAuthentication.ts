import { hasCredential } from '../../core/principal.ts'
import type { Tenant } from '../../core/tenant.ts'
import type { EndpointParts, EntraRequest } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import type { Granted } from '../tokens/granted.ts'
import type { Client } from './client.ts'
import { requireAssertion } from './clientAssertion.ts'
import { presentedClient } from './presentedClient.ts'
import { requireClientSecret } from './requireClientSecret.ts'

/** Whom a request must prove to be from. */
interface Claimed {
  readonly client: Client
  /** Whose users or applications it signs in. */
  readonly tenant: Tenant
}

type Proof = Granted['client']['proof']

/** What a proof is checked with. */
type Parts = Pick<EndpointParts, 'attempts' | 'checkSecret' | 'effects' | 'origins' | 'verifyOutside'>

/**
 * The application that a request says it is from, lower case; nothing of it is checked.
 *
 * @throws OAuthError `MissingParameter`; `MalformedRequest` for two different ones.
 */
export const requestedClientId = (request: Pick<EntraRequest, 'form' | 'headers'>): string =>
  presentedClient(request).clientId.toLowerCase()

/**
 * Checks what an application shows to prove who it is, and says what it was. That it shows nothing is no fault here: a
 * page, or an app on somebody's own machine, has nothing to show.
 *
 * @throws OAuthError `ClientIsPublic`, or why the secret or assertion is refused.
 */
export const authenticateClient = async (
  parts: Parts,
  request: Pick<EntraRequest, 'connection' | 'form' | 'headers' | 'tenantName'>,
  { client, tenant }: Claimed,
): Promise<Proof> => {
  const { secret, assertion } = presentedClient(request)
  if (secret === undefined && assertion === undefined) return 'none'
  if (isPublic(client)) throw clientIsPublic()
  if (secret !== undefined) {
    await requireClientSecret(parts, { client, tenantId: tenant.id, secret, address: request.connection.address })
    return 'secret'
  }
  await requireAssertion(parts, { assertion, client, tenant, tenantName: request.tenantName })
  return 'assertion'
}

/** Whether it runs where nobody keeps a secret, and so was given none. */
const isPublic = (client: Client): boolean => {
  const { spa, publicClient } = client.registration.redirectUris
  return !hasCredential(client) && spa.length + publicClient.length > 0
}

/** Documented. */
const clientIsPublic = (): OAuthError =>
  new OAuthError(
    'ClientIsPublic',
    "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  )
