import { shown } from '../../core/shown.ts'
import { OAuthError } from '../oauthError.ts'
import { missingParameter, type Parameters } from '../parameters.ts'
import type { Version } from '../version.ts'
import { resourceScopesIn } from './scopes.ts'

const defaultScope = '/.default'

/**
 * What a token is asked for, letter by letter as it was asked: `resource` as it is, `scope` without its last
 * `/.default`. Each endpoint takes either, as clients send the one or the other wherever they are pointed.
 *
 * @throws OAuthError `MissingParameter`, `InvalidScope`, `ScopeWithoutDefault` (all recorded) or `ResourceMismatch`.
 */
export const requestedAudience = ({ resource, scope }: Parameters, version: Version): string => {
  const ofScope = scope ? audienceOfScope(scope, Boolean(resource)) : undefined
  const audience = resource || ofScope
  if (!audience) throw missingParameter(version === 'v1' ? 'resource' : 'scope')
  if (ofScope !== undefined && ofScope !== audience) throw resourceMismatch()
  return audience
}

export const resourceMismatch = (): OAuthError =>
  new OAuthError(
    'ResourceMismatch',
    "The resource parameter provided in the request doesn't match with the requested scopes.",
  )

/** Azure's Go libraries send the scopes of users even where there is none; they ask for nothing of an application. */
const audienceOfScope = (scope: string, hasResource: boolean): string | undefined => {
  const scopes = resourceScopesIn(scope)
  const [only] = scopes
  if (only === undefined && hasResource) return undefined
  if (scopes.length > 1) throw invalidScope(scope)
  if (!only?.endsWith(defaultScope)) throw scopeWithoutDefault(only ?? scope)
  return only.slice(0, -defaultScope.length)
}

export const invalidScope = (scope: string): OAuthError =>
  new OAuthError(
    'InvalidScope',
    "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' " +
      `is not valid. The scope ${shown(scope)} is not valid.`,
  )

const scopeWithoutDefault = (scope: string): OAuthError =>
  new OAuthError(
    'ScopeWithoutDefault',
    `The provided value for scope ${shown(scope)} is not valid. Client credential flows must have a scope value with ` +
      '/.default suffixed to the resource identifier (application ID URI).',
  )
