/** How an application may sign in, beside by its secret, and how users may sign in with it. */
export interface AppRegistration {
  /** PEM texts; the application signs its assertions with the key of one of them. */
  readonly certificates: readonly string[]
  /** Whose tokens it may show in place of a secret. */
  readonly federatedCredentials: readonly FederatedCredential[]
  readonly redirectUris: RedirectUris
  /** Whether tokens may be given to its pages without a code: OAuth 2.0's implicit grant. */
  readonly allowsImplicitFlow: boolean
  /** What tokens that it gets for itself have in `roles`. */
  readonly appRoles: readonly string[]
}

/** A subject of another issuer that an application trusts: workload identity federation. */
export interface FederatedCredential {
  /** Letter by letter the `iss` of its tokens; where its keys are is found from there. */
  readonly issuer: string
  readonly subject: string
  readonly audience: string
}

/** Where a browser may be sent back to, by kind of client. A `web` client must show its credential, the others cannot. */
export interface RedirectUris {
  readonly web: readonly string[]
  readonly spa: readonly string[]
  readonly publicClient: readonly string[]
}

/** What kind of client a redirect URI is registered for: a server, a page, or an app on somebody's own machine. */
export type RedirectKind = keyof RedirectUris

/** What an application has that was registered with a secret at most. */
export const plainRegistration: AppRegistration = {
  certificates: [],
  federatedCredentials: [],
  redirectUris: { web: [], spa: [], publicClient: [] },
  allowsImplicitFlow: false,
  appRoles: [],
}
