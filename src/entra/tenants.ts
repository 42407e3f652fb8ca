import { isGuid } from '../core/guid.ts'
import { shown } from '../core/shown.ts'
import type { Reader } from '../core/store.ts'
import type { Tenant } from '../core/tenant.ts'
import { OAuthError } from './oauthError.ts'

/** The words that stand for whatever tenant the caller is of. Personal accounts (`consumers`) have no place here. */
const anyTenant: readonly string[] = ['common', 'organizations']

/** What a discovery document writes for a tenant. */
interface Authority {
  /** The first segment of its URLs: the id where a domain was asked for, as Entra answers. */
  readonly segment: string
  /** The tenant in its issuer: the placeholder `{tenantid}`, literally, where it is any. */
  readonly tenantId: string
}

/**
 * @param name a tenant's id or default domain, `common` or `organizations`, whatever the letter case.
 * @throws OAuthError `TenantNotFoundByDiscovery`. Recorded.
 */
export const findAuthority = async (tx: Reader, name: string): Promise<Authority> => {
  const word = name.toLowerCase()
  if (anyTenant.includes(word)) return { segment: word, tenantId: '{tenantid}' }
  const tenant = await tx.findTenant(name)
  if (!tenant) throw new OAuthError('TenantNotFoundByDiscovery', tenantNotFound(name))
  return { segment: tenant.id, tenantId: tenant.id }
}

/**
 * The tenant that an application signs in to. Entra guesses it for `common`, unless the application says too little;
 * its makers advise against it. Here it must be said.
 *
 * @throws OAuthError `MissingTenant`, `MalformedTenantName` or `TenantNotFound`. All recorded.
 */
export const requireTenant = async (tx: Reader, name: string): Promise<Tenant> => {
  const tenant = await findSignInTenant(tx, name)
  if (tenant) return tenant
  throw new OAuthError(
    'MissingTenant',
    'No tenant-identifying information found in either the request or implied by any provided credentials.',
  )
}

/**
 * The tenant that a user signs in to; undefined where the path says `common` or `organizations`.
 *
 * @throws OAuthError `MalformedTenantName` or `TenantNotFound`. Both recorded.
 */
export const findSignInTenant = async (tx: Reader, name: string): Promise<Tenant | undefined> => {
  if (anyTenant.includes(name.toLowerCase())) return undefined
  const tenant = await tx.findTenant(name)
  if (tenant) return tenant
  if (isGuid(name) || name.includes('.')) throw new OAuthError('TenantNotFound', tenantNotFound(name))
  throw new OAuthError(
    'MalformedTenantName',
    `Specified tenant identifier '${shown(name)}' is neither a valid DNS name, nor a valid external domain.`,
  )
}

const tenantNotFound = (name: string): string =>
  `Tenant '${shown(name)}' not found. Check to make sure you have the correct tenant ID and are signing into the ` +
  'correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions ' +
  'for the tenant.'
