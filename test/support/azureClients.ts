import { AuthorizationManagementClient } from '@azure/arm-authorization'
import { DataFactoryManagementClient } from '@azure/arm-datafactory'
import { ClientSecretCredential } from '@azure/identity'
import type { Lazulite } from 'lazulite'
import { groupUrl, owner, subscriptionId } from './known.ts'
import { request } from './request.ts'

interface As {
  readonly clientId: string
  readonly secret: string
  /** Where not that of the built-in world. */
  readonly subscriptionId?: string
}

/** What a client must know of a server. */
type Reached = Pick<Lazulite, 'ca' | 'tenantId' | 'url'>

/** Microsoft's own credential and client, with nothing of ours between them and the socket. Certificates are checked. */
export const azureClient = (azure: Reached, as: As = owner): DataFactoryManagementClient =>
  new DataFactoryManagementClient(...argumentsOf(azure, as))

/** The same for roles and who has them. */
export const authorizationClient = (azure: Reached, as: As = owner): AuthorizationManagementClient =>
  new AuthorizationManagementClient(...argumentsOf(azure, as))

const argumentsOf = (azure: Reached, as: As) => {
  const tlsOptions = { ca: azure.ca }
  const credential = new ClientSecretCredential(azure.tenantId, as.clientId, as.secret, {
    authorityHost: azure.url,
    disableInstanceDiscovery: true,
    tlsOptions,
  })
  return [credential, as.subscriptionId ?? subscriptionId, { endpoint: azure.url, tlsOptions }] as const
}

/** The names of the resources that the stories are about. */
export const named = { group: 'rg', factory: 'Factory-1', runtime: 'Runtime-1' } as const
export const runtimeNames = [named.group, named.factory, named.runtime] as const

/** A resource group: Data Factory's own client makes none. */
export const givenAGroup = async (azure: Lazulite, url = groupUrl, credential = azure.credential()): Promise<void> => {
  const { token } = await credential.getToken('https://management.azure.com/.default')
  const { status, text } = await request(`${azure.httpUrl}${url}?api-version=2021-04-01`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"location":"eastus"}',
  })
  if (status !== 201) throw new Error(`no resource group: ${status} ${text}`)
}

/** A factory with a self-hosted runtime in it, made as a user makes them. */
export const givenARuntime = async (azure: Lazulite, client = azureClient(azure)): Promise<void> => {
  await givenAGroup(azure)
  await client.factories.createOrUpdate(named.group, named.factory, { location: 'eastus' })
  await client.integrationRuntimes.createOrUpdate(...runtimeNames, { properties: { type: 'SelfHosted' } })
}
