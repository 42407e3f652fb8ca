import type { Principal } from '../../core/principal.ts'
import type { Resource } from './resource.ts'

/** Who gets a token, and for what. */
export interface Granted {
  /** Whom the token is about: a user, or the application itself. */
  readonly principal: Principal
  readonly resource: Resource
  readonly client: {
    /** GUID, lower case. */
    readonly clientId: string
    /**
     * How it has shown who it is. An assertion is a JWT that it has signed itself, or one of an issuer that it trusts; a
     * managed identity counts as having shown one.
     */
    readonly proof: 'assertion' | 'none' | 'secret'
  }
  /** Of a user alone. */
  readonly user?: UserGrant
}

export interface UserGrant {
  /** When the user has shown the password: seconds since 1970. */
  readonly authTime: number
  /** Those of OpenID Connect that were granted: `openid`, `profile`, `email`, `offline_access`. */
  readonly oidcScopes: readonly string[]
  /** Comes back in the id token. */
  readonly nonce?: string | undefined
  readonly refreshToken?: string | undefined
}
