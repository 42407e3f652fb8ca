import type { Version } from '../version.ts'

/** A user who has signed in. */
export interface SignedIn {
  readonly tenantId: string
  readonly objectId: string
  /** When the password was shown: seconds since 1970. */
  readonly authTime: number
}

/** What an application may have tokens for, on behalf of a user. */
export interface Consent {
  readonly clientId: string
  readonly audience: string
  /** Those of OpenID Connect that were asked for: `openid`, `profile`, `email`, `offline_access`. */
  readonly oidcScopes: readonly string[]
}

/** What is remembered of each ticket, by its kind. */
export interface TicketContents {
  readonly authorizationCode: SignedIn &
    Consent & {
      readonly version: Version
      /** As it was sent; it must be sent again. */
      readonly redirectUri: string
      readonly nonce?: string
      readonly challenge?: { readonly code: string; readonly method: 'S256' | 'plain' }
      /** Shown a second time, it takes back all that came of it. */
      readonly isRedeemed: boolean
    }
  /** The device polls with it; all else is kept with the code that a person types. */
  readonly deviceCode: { readonly userCode: string }
  readonly userCode: Consent & {
    /** The tenant in the path that it was asked at: `common`, an id, a domain. */
    readonly tenantName: string
    readonly version: Version
    /** Undefined until somebody has answered; false for a no. */
    readonly answer?: SignedIn | false
  }
  readonly refreshToken: SignedIn &
    Consent & {
      /** Where the browser was sent back to when the user signed in, if there was one: says what kind of client it is. */
      readonly redirectUri?: string
      /** Whether a newer one was given for it. */
      readonly isUsed: boolean
    }
  readonly session: SignedIn
}
