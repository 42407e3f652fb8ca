import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { startLazulite } from 'lazulite'
import { azureClient, givenAGroup, named, runtimeNames } from '../support/azureClients.ts'
import { factoryUrl, groupUrl } from '../support/known.ts'
import { request } from '../support/request.ts'
import { ssis } from '../support/runtimeKinds.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

type Lazulite = Awaited<ReturnType<typeof startLazulite>>

const givenSsis = async (azure: Lazulite, client = azureClient(azure)): Promise<void> => {
  await givenAGroup(azure)
  await client.factories.createOrUpdate(named.group, named.factory, { location: 'eastus' })
  const { typeProperties } = ssis
  await client.integrationRuntimes.createOrUpdate(...runtimeNames, {
    properties: { type: 'Managed', ...typeProperties },
  })
}

const stateOf = async ({ integrationRuntimes }: ReturnType<typeof azureClient>): Promise<string | undefined> =>
  (await integrationRuntimes.getStatus(...runtimeNames)).properties.state

/** What a client finds at an address, as one that follows it by hand. */
const get = async (azure: Lazulite, address: string) => {
  const { token } = await azure.credential().getToken('https://management.azure.com/.default')
  return request(address, { headers: { authorization: `Bearer ${token}` }, ca: azure.ca })
}

/** Asks until the answer is as it shall be; a test that waits in vain is ended by its runner. */
const waitFor = async <Answer>(ask: () => Promise<Answer>, is: (answer: Answer) => boolean): Promise<Answer> => {
  for (;;) {
    const answer = await ask()
    if (is(answer)) return answer
    await wait(50)
  }
}

test('a client starts the machines of a runtime and stops them, and waits for each', async (t) => {
  const azure = await startLazulite({ operationSeconds: 1 })
  t.after(() => azure.close())
  const client = azureClient(azure)
  await givenSsis(azure, client)
  const { integrationRuntimes } = client
  assert.equal(await stateOf(client), 'Initial')

  const started = await integrationRuntimes.beginStartAndWait(...runtimeNames)

  assert.equal(started.name, named.runtime)
  assert.partialDeepStrictEqual(started.properties, {
    state: 'Started',
    type: 'Managed',
    dataFactoryName: named.factory,
  })
  assert.equal(await stateOf(client), 'Started')
  await assert.rejects(integrationRuntimes.beginStartAndWait(...runtimeNames), { code: 'BadRequest', statusCode: 400 })
  await integrationRuntimes.beginStopAndWait(...runtimeNames)
  assert.equal(await stateOf(client), 'Stopped')
})

test('what was begun before a restart is found after it, and ends in its time', async (t) => {
  const data = temporaryFolder(t)
  const before = await startLazulite({ data, operationSeconds: 1 })
  await givenSsis(before)
  const addresses: string[] = []
  await azureClient(before).integrationRuntimes.beginStart(...runtimeNames, {
    onResponse: ({ headers }) => {
      addresses.push(headers.get('azure-asyncoperation') ?? '', headers.get('location') ?? '')
    },
  })
  const [statuses = '', results = ''] = addresses
  await before.close()

  const ports = { port: Number(new URL(before.url).port), httpPort: Number(new URL(before.httpUrl).port) }
  const after = await startLazulite({ data, ...ports, operationSeconds: 3600 })
  t.after(() => after.close())

  const { text } = await waitFor(
    () => get(after, statuses),
    ({ text }) => JSON.parse(text).status === 'Succeeded',
  )
  assert.equal(JSON.parse(text).properties.properties.state, 'Started')
  assert.equal(JSON.parse((await get(after, results)).text).name, named.runtime)
  assert.equal(await stateOf(azureClient(after)), 'Started')
})

test('a client reads a list page by page, also over a restart', async (t) => {
  const data = temporaryFolder(t)
  const before = await startLazulite({ data, pageSize: 2 })
  const client = azureClient(before)
  await givenAGroup(before)
  await client.factories.createOrUpdate(named.group, named.factory, { location: 'eastus' })
  const names = ['Runtime-1', 'Runtime-2', 'Runtime-3', 'Runtime-4', 'Runtime-5']
  for (const name of names) {
    await client.integrationRuntimes.createOrUpdate(named.group, named.factory, name, {
      properties: { type: 'SelfHosted' },
    })
  }
  const pages = client.integrationRuntimes.listByFactory(named.group, named.factory).byPage()
  const read: (string | undefined)[][] = []
  const readOne = async (): Promise<boolean> => {
    const { value, done } = await pages.next()
    if (!done) read.push((value as { name?: string }[]).map(({ name }) => name))
    return !done
  }
  await readOne()
  await before.close()

  const ports = { port: Number(new URL(before.url).port), httpPort: Number(new URL(before.httpUrl).port) }
  const after = await startLazulite({ data, ...ports, pageSize: 3 })
  t.after(() => after.close())
  while (await readOne());

  assert.deepEqual(read, [names.slice(0, 2), names.slice(2)])
})

test('the deletion of a group is followed as az follows it: until the answer is no 202 any more', async (t) => {
  const azure = await startLazulite({ operationSeconds: 1 })
  t.after(() => azure.close())
  await givenSsis(azure)
  const { token } = await azure.credential().getToken('https://management.azure.com/.default')

  const deleted = await request(`${azure.url}${groupUrl}?api-version=2024-11-01`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
    ca: azure.ca,
  })

  assert.equal(deleted.status, 202)
  const { status, text } = await waitFor(
    () => get(azure, deleted.headers.location ?? ''),
    ({ status }) => status !== 202,
  )
  assert.deepEqual([status, text], [200, ''])
  assert.equal((await get(azure, `${azure.url}${factoryUrl}?api-version=2018-06-01`)).status, 404)
})
