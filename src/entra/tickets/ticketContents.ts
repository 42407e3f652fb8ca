import type { RedirectKind } from '../../core/appRegistration.ts'
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
      readonly redirectKind: RedirectKind
      readonly nonce?: string
      /** As S256 has it, also where it was sent `plain`: that text would be the verifier itself. */
      readonly challenge?: string
      /** Of what will come of it, to be taken back together. The code itself is of the family of its session. */
      readonly offspring: string
      /** Shown a second time, it takes back all that came of it. */
      readonly isRedeemed: boolean
    }
  /** The device polls with it; all else is kept with the code that a person types, in the same family. */
  readonly deviceCode: Readonly<Record<string, never>>
  readonly userCode: Consent & {
    /** The tenant in the path that it was asked at: `common`, an id, a domain. */
    readonly tenantName: string
    readonly version: Version
    /** Undefined until somebody has answered; false for a no. */
    readonly answer?: SignedIn | false
  }
  readonly refreshToken: SignedIn &
    Consent & {
      /** Undefined where no browser was sent back when the user signed in. */
      readonly redirectKind?: RedirectKind
      /** Whether a newer one was given for it. */
      readonly isUsed: boolean
    }
  readonly session: SignedIn
}
