import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { DataFactoryManagementClient } from '@azure/arm-datafactory'
import { ClientSecretCredential, DeviceCodeCredential, ManagedIdentityCredential } from '@azure/identity'

const {
  AZURE_AUTHORITY_HOST: endpoint,
  AZURE_TENANT_ID: tenant,
  AZURE_SUBSCRIPTION_ID: subscription,
  AZURE_CLIENT_ID: client,
  AZURE_CLIENT_SECRET: secret,
} = process.env
const group = 'story-group'
const factory = [group, 'story-factory']
const runtime = [...factory, 'story-runtime']

const tell = (step, told = {}) => process.stdout.write(`${JSON.stringify({ step, told })}\n`)

const idOf = ({ id }) => ({ id })

const versionOf = (name) => {
  const [folder] = createRequire(import.meta.url)
    .resolve(name)
    .split(`${name}/dist`)
  return JSON.parse(readFileSync(`${folder}${name}/package.json`, 'utf8')).version
}
const packages = ['@azure/arm-datafactory', '@azure/identity']
tell('versions', Object.fromEntries([...packages.map((name) => [name, versionOf(name)]), ['node', process.version]]))

const authority = { authorityHost: endpoint, disableInstanceDiscovery: true }
const credential = new ClientSecretCredential(tenant, client, secret, authority)
const { token } = await credential.getToken(`${endpoint}/.default`)
tell('sign in')

/** Resource groups are another package's; one request each will do here. */
const askForGroup = async (method, body) => {
  const url = `${endpoint}/subscriptions/${subscription}/resourceGroups/${group}?api-version=2021-04-01`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const reply = await fetch(url, { method, headers, body })
  if (!reply.ok) throw new Error(await reply.text())
  return reply
}
const { factories, integrationRuntimes } = new DataFactoryManagementClient(credential, subscription, { endpoint })

const location = 'westeurope'
const made = await askForGroup('PUT', JSON.stringify({ location }))
tell('group', idOf(await made.json()))
tell('factory', idOf(await factories.createOrUpdate(...factory, { location })))
tell('runtime', idOf(await integrationRuntimes.createOrUpdate(...runtime, { properties: { type: 'SelfHosted' } })))
const { properties: status } = await integrationRuntimes.getStatus(...runtime)
tell('status', { state: status.state })

tell('list keys', await integrationRuntimes.listAuthKeys(...runtime))
tell('regenerate', await integrationRuntimes.regenerateAuthKey(...runtime, { keyName: 'authKey2' }))
tell('list again', await integrationRuntimes.listAuthKeys(...runtime))

// For each line that it is sent, until there are no more.
for await (const _ of createInterface({ input: process.stdin })) {
  tell('throttled once', await integrationRuntimes.regenerateAuthKey(...runtime, { keyName: 'authKey1' }))
}

await integrationRuntimes.delete(...runtime)
await factories.delete(...factory)
await askForGroup('DELETE')
tell('delete')

tell('managed identity', await new ManagedIdentityCredential().getToken(`${endpoint}/.default`))

const person = new DeviceCodeCredential({
  ...authority,
  userPromptCallback: ({ message }) => tell('device code', { message }),
})
tell('person', await person.getToken(`${endpoint}/.default`))
