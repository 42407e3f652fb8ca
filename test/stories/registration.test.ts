import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { startLazulite } from 'lazulite'
import { azureClient, givenAGroup, named, runtimeNames } from '../support/azureClients.ts'
import { owner, tenantId } from '../support/known.ts'
import { request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const subscriptionId = '77777777-7777-7777-7777-777777777777'
const subscriptionUrl = `/subscriptions/${subscriptionId}`
const application = { clientId: '88888888-8888-8888-8888-888888888888', secret: 'chosen by ourselves' }

const world = `
tenants:
  - id: ${tenantId}
    displayName: Contoso
    defaultDomain: contoso.example
    applications:
      - clientId: ${application.clientId}
        objectId: 88888888-8888-8888-8888-00000000000a
        displayName: rotation
        secret: ${application.secret}
    roleAssignments:
      - principalId: 88888888-8888-8888-8888-00000000000a
        role: Contributor
        scope: ${subscriptionUrl}
subscriptions:
  - id: ${subscriptionId}
    displayName: Fresh
    tenantId: ${tenantId}
`

test('in a world of its own, a subscription takes factories once it has registered Data Factory', async (t) => {
  const file = join(temporaryFolder(t), 'world.yaml')
  await writeFile(file, world)
  const azure = await startLazulite({ world: file })
  t.after(() => azure.close())
  assert.deepEqual([azure.clientId, azure.clientSecret], [application.clientId, undefined], 'its secret is nobody’s')
  const credential = azure.credential({ clientId: application.clientId, clientSecret: application.secret })
  const { factories, integrationRuntimes } = azureClient(azure, { ...application, subscriptionId })
  await givenAGroup(azure, `${subscriptionUrl}/resourceGroups/${named.group}`, credential)

  const message =
    "The subscription is not registered to use namespace 'Microsoft.DataFactory'. " +
    'See https://aka.ms/rps-not-found for how to register subscriptions.'
  await assert.rejects(factories.createOrUpdate(named.group, named.factory, { location: 'eastus' }), {
    statusCode: 409,
    code: 'MissingSubscriptionRegistration',
    message,
    details: {
      code: 'MissingSubscriptionRegistration',
      message,
      details: [{ code: 'MissingSubscriptionRegistration', target: 'Microsoft.DataFactory', message }],
    },
  })

  const { token } = await credential.getToken('https://management.azure.com/.default')
  const registered = await request(
    `${azure.url}${subscriptionUrl}/providers/Microsoft.DataFactory/register?api-version=2016-02-01`,
    { method: 'POST', headers: { authorization: `Bearer ${token}` }, ca: azure.ca },
  )

  assert.equal(registered.status, 200, registered.text)
  assert.equal(JSON.parse(registered.text).registrationState, 'Registered')
  await factories.createOrUpdate(named.group, named.factory, { location: 'eastus' })
  await integrationRuntimes.createOrUpdate(...runtimeNames, { properties: { type: 'SelfHosted' } })
  const fresh = await integrationRuntimes.regenerateAuthKey(...runtimeNames, { keyName: 'authKey1' })
  assert.equal((await integrationRuntimes.listAuthKeys(...runtimeNames)).authKey1, fresh.authKey1)
})

test('the well-known credentials open no other world', async (t) => {
  const file = join(temporaryFolder(t), 'world.yaml')
  await writeFile(file, world)
  const azure = await startLazulite({ world: file })
  t.after(() => azure.close())

  const refused = azureClient(azure, { ...owner, subscriptionId }).integrationRuntimes.listAuthKeys(...runtimeNames)

  await assert.rejects(refused, /AADSTS700016/)
})
