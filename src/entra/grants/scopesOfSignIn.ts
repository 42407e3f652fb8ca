import type { Consent } from '../tickets/ticketContents.ts'
import { oidcScopesIn } from '../tokens/scopes.ts'
import type { Version } from '../version.ts'

/**
 * The scopes of OpenID Connect that a sign-in gives. Version 1 does not ask for them: an id token and a refresh token
 * always come. Documented.
 */
export const scopesOfSignIn = ({
  version,
  oidcScopes,
}: Pick<Consent, 'oidcScopes'> & { readonly version: Version }): readonly string[] =>
  version === 'v2' ? oidcScopes : oidcScopesIn(['openid', 'offline_access', ...oidcScopes].join(' '))
