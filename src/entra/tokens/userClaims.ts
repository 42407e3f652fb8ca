import type { JsonObject } from '../../core/json.ts'
import type { Principal } from '../../core/principal.ts'

/** What a client is told about a user, in id tokens and by the userinfo endpoint: as much as its scopes say. Documented. */
export const userClaims = ({ displayName, name }: Principal, oidcScopes: readonly string[]): JsonObject => ({
  ...(oidcScopes.includes('profile') && { name: displayName, preferred_username: name }),
  ...(oidcScopes.includes('email') && { email: name }),
})
