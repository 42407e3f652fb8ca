import { type AppRegistration, plainRegistration } from '../../core/appRegistration.ts'
import type { Origins } from '../../core/origins.ts'
import type { Client } from './client.ts'

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

/** A client that is registered nowhere and known everywhere; undefined for any other id, which is to be lower case. */
export const clientOfEveryTenant = (clientId: string, origins: Origins): Client | undefined => {
  if (clientId === apiReferenceClientId) return apiReference(origins)
  const displayName = wellKnown.get(clientId)
  return displayName === undefined ? undefined : publicClient({ clientId, displayName }, { publicClient: ownMachine })
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
