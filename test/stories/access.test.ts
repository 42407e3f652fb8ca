import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { DataFactoryManagementClient } from '@azure/arm-datafactory'
import { ClientSecretCredential } from '@azure/identity'
import { startLazulite } from 'lazulite'
import { azureClient, givenARuntime, runtimeNames } from '../support/azureClients.ts'
import { owner, reader, runtimeUrl, subscriptionId, tenantId } from '../support/known.ts'

const azure = await startLazulite()
after(() => azure.close())
await givenARuntime(azure)

test('a service principal with Reader may read the status and is refused the keys, in the words of Azure', async () => {
  const before = await azureClient(azure).integrationRuntimes.listAuthKeys(...runtimeNames)
  const { integrationRuntimes } = azureClient(azure, reader)

  const { properties } = await integrationRuntimes.getStatus(...runtimeNames)
  assert.equal(properties.state, 'NeedRegistration')

  const refusal = (deed: string) => ({
    statusCode: 403,
    code: 'AuthorizationFailed',
    message:
      `The client '${reader.clientId}' with object id '${reader.objectId}' does not have authorization to perform action ` +
      `'Microsoft.DataFactory/factories/integrationRuntimes/${deed}/action' over scope '${runtimeUrl}' or the scope is ` +
      'invalid. If access was recently granted, please refresh your credentials.',
  })
  const refused = integrationRuntimes.regenerateAuthKey(...runtimeNames, { keyName: 'authKey1' })
  await assert.rejects(refused, refusal('regenerateAuthKey'))
  await assert.rejects(integrationRuntimes.listAuthKeys(...runtimeNames), refusal('listAuthKeys'))
  assert.deepEqual(await azureClient(azure).integrationRuntimes.listAuthKeys(...runtimeNames), before)
})

test('a wrong secret gets no token, and the official credential says why', async () => {
  const client = azureClient(azure, { ...owner, secret: 'guessed-by-somebody' })

  const refused = client.integrationRuntimes.listAuthKeys(...runtimeNames)

  await assert.rejects(refused, (error: Error) => {
    assert.match(error.message, /AADSTS7000215/)
    assert.doesNotMatch(error.message, /guessed-by-somebody/)
    return true
  })
})

test('a token that has expired is refused by that name, and the next one is taken', async (t) => {
  const brief = await startLazulite({ tokenLifetimeSeconds: 1 })
  t.after(() => brief.close())
  await givenARuntime(brief)
  const { token, expiresOnTimestamp } = await brief.credential().getToken('https://management.azure.com/.default')
  // A program that holds on to a token for longer than it is good for.
  const clinging = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) }
  const options = { endpoint: brief.url, tlsOptions: { ca: brief.ca } }
  const { integrationRuntimes } = new DataFactoryManagementClient(clinging, subscriptionId, options)
  await setTimeout(expiresOnTimestamp - Date.now())

  const refused = integrationRuntimes.listAuthKeys(...runtimeNames)

  const time = String.raw`'\d+/\d+/\d{4} \d+:\d\d:\d\d [AP]M'`
  await assert.rejects(refused, {
    statusCode: 401,
    code: 'ExpiredAuthenticationToken',
    message: new RegExp(`^The access token expiry UTC time ${time} is earlier than current UTC time ${time}\\.$`),
  })
  const keys = await azureClient(brief).integrationRuntimes.listAuthKeys(...runtimeNames)
  assert.deepEqual(Object.keys(keys), ['authKey1', 'authKey2'])
})

test("the library's own credential serves the official client, for every application", async () => {
  const clientOf = (credential: ReturnType<typeof azure.credential>) =>
    new DataFactoryManagementClient(credential, subscriptionId, { endpoint: azure.url, tlsOptions: { ca: azure.ca } })
  const asReader = azure.credential({ clientId: reader.clientId, clientSecret: reader.secret })
  const asNobody = azure.credential({ clientId: owner.clientId, clientSecret: 'guessed-by-somebody' })

  const keys = await clientOf(azure.credential()).integrationRuntimes.listAuthKeys(...runtimeNames)
  assert.deepEqual(Object.keys(keys), ['authKey1', 'authKey2'])
  await assert.rejects(clientOf(asReader).integrationRuntimes.listAuthKeys(...runtimeNames), { statusCode: 403 })
  await assert.rejects(clientOf(asNobody).integrationRuntimes.listAuthKeys(...runtimeNames), /AADSTS7000215/)
})

test('a client that trusts another authority, or none of ours, refuses the server', async (t) => {
  const other = await startLazulite()
  t.after(() => other.close())

  for (const trust of [{}, { tlsOptions: { ca: other.ca } }]) {
    const options = { ...trust, authorityHost: azure.url, disableInstanceDiscovery: true }
    const credential = new ClientSecretCredential(tenantId, owner.clientId, owner.secret, options)
    const client = new DataFactoryManagementClient(azure.credential(), subscriptionId, {
      ...trust,
      endpoint: azure.url,
    })

    await assert.rejects(credential.getToken('https://management.azure.com/.default'), /endpoints_resolution_error/)
    await assert.rejects(client.integrationRuntimes.listAuthKeys(...runtimeNames), /certificate/)
  }
})
