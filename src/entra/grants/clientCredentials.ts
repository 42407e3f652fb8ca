import type { Principal } from '../../core/principal.ts'
import type { Tenant } from '../../core/tenant.ts'
import { clientAuthentication } from '../clientAuthentication.ts'
import { OAuthError } from '../oauthError.ts'
import { grantableAudiences, requestedAudience } from '../requestedAudience.ts'
import { shown } from '../shown.ts'
import { requireTenant } from '../tenants.ts'
import type { Grant } from './grant.ts'

/** An application signs in by itself, with its secret: RFC 6749, 4.4. */
export const clientCredentials: Grant = async ({ version, tenantName, form, authorization }, parts) => {
  const { clientId, clientSecret } = clientAuthentication(form, authorization)
  const audience = requestedAudience(form, version)

  const [tenant, principal] = await parts.store.read(async (tx) => {
    const tenant = await requireTenant(tx, tenantName)
    return [tenant, await tx.findPrincipal(tenant.id, clientId)] as const
  })
  if (principal?.kind !== 'application') throw applicationNotFound(clientId, tenant)

  const { secretHash } = principal
  const isRight = secretHash !== undefined && (await parts.checkSecret(clientSecret, secretHash))
  if (!isRight) throw invalidClientSecret(principal)
  if (!grantableAudiences(parts.origins.all).includes(audience)) throw resourceNotFound(audience, tenant)
  return { principal, audience }
}

/** Recorded. */
const applicationNotFound = (clientId: string, tenant: Tenant): OAuthError =>
  new OAuthError(
    'ApplicationNotFound',
    `Application with identifier '${shown(clientId)}' was not found in the directory '${tenant.displayName}'. ` +
      `This can happen if the application ${notInstalled} ` +
      'You may have sent your authentication request to the wrong tenant.',
  )

/** Recorded. */
const invalidClientSecret = ({ name }: Principal): OAuthError =>
  new OAuthError(
    'InvalidClientSecret',
    'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the ' +
      `client secret ID, for a secret added to app '${name}'.`,
  )

/** Recorded. */
const resourceNotFound = (audience: string, tenant: Tenant): OAuthError =>
  new OAuthError(
    'ResourceNotFound',
    `The resource principal named ${shown(audience)} was not found in the tenant named ${tenant.displayName}. ` +
      `This can happen if the application ${notInstalled} ` +
      'You might have sent your authentication request to the wrong tenant.',
  )

const notInstalled =
  'has not been installed by the administrator of the tenant or consented to by any user in the tenant.'
