import { type AppRegistration, plainRegistration } from '../../core/appRegistration.ts'
import type { Origins } from '../../core/origins.ts'
import type { Principal } from '../../core/principal.ts'
import type { Reader } from '../../core/store.ts'
import type { Tenant } from '../../core/tenant.ts'

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

/** The API reference page of this server itself. */
export const apiReferenceClientId = '77777777-7777-7777-7777-777777777777'

/** The browser takes any port: a program on the person's own machine listens where it finds room. RFC 8252, 7.3. */
const ownMachine = ['http://localhost', 'http://127.0.0.1', 'http://[::1]']

/** Microsoft's own programs, which are there in every tenant of the real service. */
const wellKnown: ReadonlyMap<string, string> = new Map([
  ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'Microsoft Azure CLI'],
  ['1950a258-227b-4e31-a9cf-717495945fc2', 'Microsoft Azure PowerShell'],
  ['aebc6443-996d-45c2-90f0-388ff96faa56', 'Visual Studio Code'],
])

/**
 * The client of that id; undefined where neither the tenant nor every tenant knows it.
 *
 * @param tenant undefined where it is not known yet who signs in, and so of which tenant: an application of any one
 * tenant counts then, one of several does not.
 */
export const findClient = async (
  tx: Reader,
  { clientId: given, tenant, origins }: { clientId: string; tenant: Tenant | undefined; origins: Origins },
): Promise<Client | undefined> => {
  const clientId = given.toLowerCase()
  const known = (await tx.listPrincipalsNamed(clientId)).filter(
    ({ kind, tenantId }) => kind === 'application' && (!tenant || tenantId === tenant.id),
  )
  const [application, ...others] = known
  if (application && others.length === 0) return clientOf(application)
  if (clientId === apiReferenceClientId) return apiReference(origins)
  const displayName = wellKnown.get(clientId)
  return displayName === undefined ? undefined : publicClient({ clientId, displayName }, { publicClient: ownMachine })
}

/** An application of a tenant's own, as a client. */
export const clientOf = (application: Principal): Client => {
  const { name, displayName, tenantId, secretHash, registration = plainRegistration } = application
  return { clientId: name, displayName, tenantId, secretHash, registration }
}

const apiReference = ({ all }: Origins): Client => {
  const spa = all.map((origin) => `${origin}/docs/oauth2-redirect.html`)
  const client = publicClient({ clientId: apiReferenceClientId, displayName: 'API reference of Lazulite' }, { spa })
  return { ...client, registration: { ...client.registration, allowsImplicitFlow: true } }
}

const publicClient = (
  { clientId, displayName }: Pick<Client, 'clientId' | 'displayName'>,
  redirectUris: Partial<AppRegistration['redirectUris']>,
): Client => ({
  clientId,
  displayName,
  tenantId: undefined,
  secretHash: undefined,
  registration: { ...plainRegistration, redirectUris: { ...plainRegistration.redirectUris, ...redirectUris } },
})
