import { applicationNotFound } from '../clients/applicationNotFound.ts'
import { clientOf } from '../clients/client.ts'
import { authenticateClient, requestedClientId } from '../clients/clientAuthentication.ts'
import { OAuthError } from '../oauthError.ts'
import { requireTenant } from '../tenants.ts'
import { requestedAudience } from '../tokens/requestedAudience.ts'
import { requireResource } from '../tokens/resource.ts'
import type { Grant } from './grant.ts'

/** An application signs in by itself, with its secret, its certificate or another issuer's token: RFC 6749, 4.4. */
export const clientCredentials: Grant = async (request, parts) => {
  const clientId = requestedClientId(request)
  const audience = requestedAudience(request.form, request.version)

  const [tenant, principal] = await parts.store.read(async (tx) => {
    const tenant = await requireTenant(tx, request.tenantName)
    return [tenant, await tx.findPrincipal(tenant.id, clientId)] as const
  })
  if (principal?.kind !== 'application') throw applicationNotFound(clientId, tenant)

  const client = clientOf(principal)
  const proof = await authenticateClient(parts, request, { client, tenant })
  if (proof === 'none') throw clientSecretMissing()
  const resource = requireResource(audience, { origins: parts.origins, tenant })
  return { principal, resource, client: { clientId: client.clientId, proof } }
}

/** Recorded. */
const clientSecretMissing = (): OAuthError =>
  new OAuthError(
    'ClientSecretMissing',
    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  )
