import { resourceManagerAudiences } from '../core/token.ts'
import { OAuthError } from './oauthError.ts'
import { missingParameter, type Parameters } from './parameters.ts'
import { shown } from './shown.ts'
import type { Version } from './version.ts'

/** Azure's Go libraries send them even where there is no user; they ask for nothing of an application. */
const scopesOfUsers: readonly string[] = ['openid', 'profile', 'offline_access', 'email']

const defaultScope = '/.default'

/** Azure Resource Manager apart, the resources that clients ask for: Terraform begins with a token for Graph. */
const graphAudiences: readonly string[] = ['https://graph.microsoft.com', 'https://graph.windows.net']

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
  if (ofScope !== undefined && ofScope !== audience) {
    throw new OAuthError(
      'ResourceMismatch',
      "The resource parameter provided in the request doesn't match with the requested scopes.",
    )
  }
  return audience
}

const audienceOfScope = (scope: string, hasResource: boolean): string | undefined => {
  const scopes = scope.split(' ').filter((one) => one && !scopesOfUsers.includes(one))
  const [only] = scopes
  if (only === undefined && hasResource) return undefined
  if (scopes.length > 1) throw invalidScope(scope)
  if (!only?.endsWith(defaultScope)) throw scopeWithoutDefault(only ?? scope)
  return only.slice(0, -defaultScope.length)
}

const invalidScope = (scope: string): OAuthError =>
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

/** Every audience that tokens are given out for: Resource Manager's, Graph's, and Graph's place on each origin. */
export const grantableAudiences = (origins: readonly string[]): readonly string[] => [
  ...resourceManagerAudiences(origins),
  ...[...graphAudiences, ...origins.map((origin) => `${origin}/graph`)].flatMap((one) => [one, `${one}/`]),
]
