import { shown } from '../../core/shown.ts'
import { OAuthError } from '../oauthError.ts'
import type { Parameters } from '../parameters.ts'
import type { Consent } from '../tickets/ticketContents.ts'
import { invalidScope, resourceMismatch } from './requestedAudience.ts'
import { canOnlyBeGraph, presetAudiences } from './resource.ts'
import { armScope, oidcScopesIn, resourceScopesIn } from './scopes.ts'

/**
 * What a token is asked for on behalf of a user: `resource`, or the resource that the scopes are of, letter by letter as
 * it was asked. Scopes of OpenID Connect alone are Graph's, and no scope at all is Resource Manager's.
 *
 * @throws OAuthError `InvalidScope` for scopes of several resources, `ScopeNotFound` for one that Resource Manager does
 * not have, `ResourceMismatch`.
 */
export const requestedConsent = ({ resource, scope = '', client_id = '' }: Parameters): Omit<Consent, 'clientId'> => {
  const oidcScopes = oidcScopesIn(scope)
  const scopes = resourceScopesIn(scope)
  const [ofScope, ...others] = new Set(scopes.map(audienceOf))
  if (others.length > 0) throw invalidScope(scope)
  if (resource && ofScope !== undefined && ofScope !== resource) throw resourceMismatch()
  const unknown = scopes.find((one) => !canOnlyBeGraph(audienceOf(one)) && !armScopes.includes(nameOf(one)))
  if (unknown !== undefined) throw scopeNotFound(unknown, client_id)
  const audience = resource || ofScope || (oidcScopes.length > 0 ? presetAudiences.graph : presetAudiences.arm)
  return { audience, oidcScopes }
}

/** What Resource Manager has for users; Graph has hundreds, which nobody looks at here. */
const armScopes: readonly string[] = [armScope, '.default']

const nameOf = (scope: string): string => scope.slice(scope.lastIndexOf('/') + 1)

/** Documented. */
const scopeNotFound = (scope: string, clientId: string): OAuthError =>
  new OAuthError(
    'ScopeNotFound',
    `The application '${shown(clientId)}' asked for scope '${shown(nameOf(scope))}' that doesn't exist on the resource ` +
      `'${shown(audienceOf(scope))}'. Contact the app vendor.`,
  )

/** `X/.default` and `X/user_impersonation` are of X; a bare word is a scope of Resource Manager's or of Graph's. */
const audienceOf = (scope: string): string => {
  const slash = scope.lastIndexOf('/')
  if (slash > 0) return scope.slice(0, slash)
  return scope === armScope ? presetAudiences.arm : presetAudiences.graph
}
