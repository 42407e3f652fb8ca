import type { UserGrant } from './granted.ts'
import type { Resource } from './resource.ts'

/** The scopes of OpenID Connect: they ask for something about the user, and for no resource. */
export const oidcScopes: readonly string[] = ['openid', 'profile', 'email', 'offline_access']

const splitScope = (scope: string): readonly string[] => scope.split(' ').filter(Boolean)

/** Those of a space-separated list that are OpenID Connect's, each once. */
export const oidcScopesIn = (scope: string): readonly string[] => {
  const asked = splitScope(scope)
  return oidcScopes.filter((one) => asked.includes(one))
}

/** Those of a space-separated list that are of a resource. */
export const resourceScopesIn = (scope: string): readonly string[] =>
  splitScope(scope).filter((one) => !oidcScopes.includes(one))

/** The one scope that Resource Manager has for users. */
export const armScope = 'user_impersonation'

/** The `scp` of a user's access token. */
export const scpOf = ({ oidcScopes: granted }: UserGrant, { isGraph }: Resource): string =>
  isGraph ? ['User.Read', ...granted.filter((one) => one !== 'offline_access')].join(' ') : armScope

/** What was granted, as the answer to a token request has it: clients find a token again by the scopes in here. */
export const grantedScope = ({ oidcScopes: granted }: UserGrant, { audience, isGraph }: Resource): string =>
  [...granted, `${audience}/${isGraph ? 'User.Read' : armScope}`, `${audience}/.default`].join(' ')
