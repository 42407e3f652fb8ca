import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startLazulite } from 'lazulite'
import { azureClient, givenAGroup, named, runtimeNames } from '../support/azureClients.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const form = (uid: string): RegExp =>
  new RegExp(`^IR@${uid}@Factory-1@ServiceEndpoint=factory-1\\.eastus\\.datafactory\\.azure\\.net@[A-Za-z0-9+/]{43}=$`)

const collect = async <Item>(pages: AsyncIterable<Item>): Promise<Item[]> => {
  const items: Item[] = []
  for await (const item of pages) items.push(item)
  return items
}

test('what a client was told of its keys is what it finds after a restart', async (t) => {
  const data = temporaryFolder(t)
  const before = await startLazulite({ data })
  const client = azureClient(before)
  await givenAGroup(before)
  const factory = await client.factories.createOrUpdate(named.group, named.factory, { location: 'eastus' })
  const runtime = await client.integrationRuntimes.createOrUpdate(...runtimeNames, {
    properties: { type: 'SelfHosted', description: 'Rotated by hand' },
  })
  const first = await client.integrationRuntimes.listAuthKeys(...runtimeNames)

  const one = await client.integrationRuntimes.regenerateAuthKey(...runtimeNames, { keyName: 'authKey1' })
  const two = await client.integrationRuntimes.regenerateAuthKey(...runtimeNames, { keyName: 'authKey2' })
  await before.close()
  const ports = { port: Number(new URL(before.url).port), httpPort: Number(new URL(before.httpUrl).port) }
  const after = await startLazulite({ data, ...ports })
  t.after(() => after.close())

  assert.equal(after.ca, before.ca, 'who trusted the authority before trusts it still')
  // The same client, with the token and the connections that it has.
  const kept = await client.integrationRuntimes.listAuthKeys(...runtimeNames)
  assert.deepEqual(kept, { authKey1: one.authKey1, authKey2: two.authKey2 })
  assert.deepEqual(Object.keys(one), ['authKey1'])
  assert.deepEqual(Object.keys(two), ['authKey2'])
  assert.equal(new Set([first.authKey1, first.authKey2, one.authKey1, two.authKey2]).size, 4, 'no key came twice')

  const status = await client.integrationRuntimes.getStatus(...runtimeNames)
  assert.equal(status.properties.type, 'SelfHosted')
  assert.equal(status.properties.state, 'NeedRegistration')
  const { taskQueueId = '' } = status.properties as { taskQueueId?: string }
  for (const key of [first.authKey1, first.authKey2, one.authKey1, two.authKey2]) {
    assert.match(key ?? '', form(taskQueueId))
  }
  assert.deepEqual(await client.integrationRuntimes.get(...runtimeNames), runtime, 'the runtime itself, etag included')
  const found = await client.factories.get(named.group, named.factory)
  assert.equal(found.eTag, factory.eTag)
})

test('a client sees its runtime come, change and go', async (t) => {
  const azure = await startLazulite()
  t.after(() => azure.close())
  const { factories, integrationRuntimes } = azureClient(azure)
  await givenAGroup(azure)
  await factories.createOrUpdate(named.group, named.factory, { location: 'eastus', tags: { team: 'data' } })
  const names = async () =>
    (await collect(integrationRuntimes.listByFactory(named.group, named.factory))).map(({ name }) => name)
  assert.deepEqual(await names(), [])

  const made = await integrationRuntimes.createOrUpdate(...runtimeNames, { properties: { type: 'SelfHosted' } })
  const patched = await integrationRuntimes.update(...runtimeNames, { autoUpdate: 'Off', updateDelayOffset: '"PT3H"' })

  assert.deepEqual(await names(), [named.runtime])
  assert.deepEqual(patched, made, 'a patch shows in the status alone')
  const { properties } = await integrationRuntimes.getStatus(...runtimeNames)
  assert.partialDeepStrictEqual(properties, { autoUpdate: 'Off', updateDelayOffset: 'PT3H' })
  const [factory] = await collect(factories.list())
  assert.partialDeepStrictEqual(factory, { name: named.factory, tags: { team: 'data' } })

  await integrationRuntimes.delete(...runtimeNames)
  await integrationRuntimes.delete(...runtimeNames)

  assert.deepEqual(await names(), [])
  await assert.rejects(integrationRuntimes.listAuthKeys(...runtimeNames), {
    code: 'NotFound',
    statusCode: 404,
    message: /^The document could not be retrieved because it does not exist\./,
  })
  await factories.delete(named.group, named.factory)
  await assert.rejects(integrationRuntimes.listAuthKeys(...runtimeNames), { code: 'ResourceNotFound', statusCode: 404 })
})
