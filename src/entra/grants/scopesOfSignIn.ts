import type { Consent } from '../tickets/ticketContents.ts'
import { oidcScopesIn } from '../tokens/scopes.ts'
import type { Version } from '../version.ts'

/**
 * The scopes of OpenID Connect that a sign-in gives. Version 1 does not ask for them: a refresh token always comes, and an
 * id token that says who the user is. Documented.
 */
export const scopesOfSignIn = ({
  version,
  oidcScopes,
}: Pick<Consent, 'oidcScopes'> & { readonly version: Version }): readonly string[] =>
  version === 'v2' ? oidcScopes : oidcScopesIn(['openid', 'profile', 'offline_access', ...oidcScopes].join(' '))
