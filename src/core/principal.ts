import type { AppRegistration } from './appRegistration.ts'

/** Somebody or something that can sign in. */
export interface Principal {
  readonly tenantId: string
  /** What role assignments name, and the `oid` of a token. */
  readonly objectId: string
  readonly kind: 'application' | 'managedIdentity' | 'user'
  /** `appid` of an application or managed identity, sign-in name of a user. Unique within its tenant, whatever its case. */
  readonly name: string
  readonly displayName: string
  /** Secret of an application, password of a user; managed identities have none. */
  readonly secretHash: string | undefined
  /** Of an application alone. */
  readonly registration?: AppRegistration
}

/** Whether it can show who it is: with a secret or a password, a certificate, or another issuer's token. */
export const hasCredential = ({
  secretHash,
  registration,
}: Pick<Principal, 'registration' | 'secretHash'>): boolean => {
  if (secretHash !== undefined) return true
  return registration !== undefined && registration.certificates.length + registration.federatedCredentials.length > 0
}

/** Whether there is any way for it to get a token. Who can get none gives access to nobody, whatever the role. */
export const canSignIn = (principal: Principal): boolean =>
  principal.kind === 'managedIdentity' || hasCredential(principal)
