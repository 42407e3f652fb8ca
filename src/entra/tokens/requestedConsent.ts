import type { Parameters } from '../parameters.ts'
import type { Consent } from '../tickets/ticketContents.ts'
import { invalidScope, resourceMismatch } from './requestedAudience.ts'
import { presetAudiences } from './resource.ts'
import { armScope, oidcScopesIn, resourceScopesIn } from './scopes.ts'

/**
 * What a token is asked for on behalf of a user: `resource`, or the resource that the scopes are of, letter by letter as
 * it was asked. Scopes of OpenID Connect alone are Graph's, and no scope at all is Resource Manager's.
 *
 * @throws OAuthError `InvalidScope` for scopes of several resources, `ResourceMismatch`.
 */
export const requestedConsent = ({ resource, scope = '' }: Parameters): Omit<Consent, 'clientId'> => {
  const oidcScopes = oidcScopesIn(scope)
  const [ofScope, ...others] = new Set(resourceScopesIn(scope).map(audienceOf))
  if (others.length > 0) throw invalidScope(scope)
  if (resource && ofScope !== undefined && ofScope !== resource) throw resourceMismatch()
  const audience = resource || ofScope || (oidcScopes.length > 0 ? presetAudiences.graph : presetAudiences.arm)
  return { audience, oidcScopes }
}

/** `X/.default` and `X/user_impersonation` are of X; a bare word is a scope of Resource Manager's or of Graph's. */
const audienceOf = (scope: string): string => {
  const slash = scope.lastIndexOf('/')
  if (slash > 0) return scope.slice(0, slash)
  return scope === armScope ? presetAudiences.arm : presetAudiences.graph
}
