import { type AppRegistration, plainRegistration } from '../../core/appRegistration.ts'
import type { Principal } from '../../core/principal.ts'

/** An application that users sign in with: one of the tenant's own, or one that every tenant knows. */
export interface Client {
  /** GUID, lower case. */
  readonly clientId: string
  readonly displayName: string
  /** Whose users may sign in with it; undefined where those of every tenant may. */
  readonly tenantId: string | undefined
  /** Undefined for one that cannot keep a secret, or was given none. */
  readonly secretHash: string | undefined
  readonly registration: AppRegistration
}

/** An application of a tenant's own, as a client. */
export const clientOf = (application: Principal): Client => {
  const { name, displayName, tenantId, secretHash, registration = plainRegistration } = application
  return { clientId: name, displayName, tenantId, secretHash, registration }
}
