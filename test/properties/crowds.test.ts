import assert from 'node:assert/strict'
import { test } from 'node:test'
import { authKeySecrets } from '../support/dumpStore.ts'
import { factoryUrl, groupUrl, runtimeUrl } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import type { Reply } from '../support/startService.ts'
import { postToken } from '../support/tokenRequests.ts'

const azure = await shareService()
const location = { body: { location: 'eastus' } }
const ofType = (type: string) => ({ body: { properties: { type, typeProperties: {} } } })

/** Sends the same, or each a little different, a hundred times at once. */
const atOnce = (send: (n: number) => Promise<Reply>): Promise<Reply[]> =>
  Promise.all(Array.from({ length: 100 }, (_, n) => send(n)))

/** How often each status, or code of an error, was answered. */
const tally = (replies: readonly Reply[]): Readonly<Record<string, number>> => {
  const words = replies.map(({ status, body }) => String(body?.error?.code ?? status))
  return Object.fromEntries(
    Object.entries(Object.groupBy(words, (word) => word)).map(([word, all]) => [word, all?.length ?? 0]),
  )
}

test('a hundred who create one resource group at once create it once', async () => {
  const replies = await atOnce(() => azure.send('PUT', `${groupUrl}-new`, location))

  assert.deepEqual(tally(replies), { 200: 99, 201: 1 })
})

test('a hundred who create one runtime at once create one, and all see its keys', async () => {
  await azure.givenAFactory()

  const replies = await atOnce(async () => {
    const { status } = await azure.send('PUT', runtimeUrl, ofType('SelfHosted'))
    const { body } = await azure.send('POST', `${runtimeUrl}/listAuthKeys`)
    return { status, headers: {}, body }
  })

  const [{ body } = { body: undefined }] = replies
  for (const reply of replies) assert.deepEqual([reply.status, reply.body], [200, body])
})

test('of a hundred who give one runtime two types at once, those of one type are served', async () => {
  await azure.givenAFactory()
  const url = `${factoryUrl}/integrationRuntimes/Either`

  const replies = await atOnce((n) => azure.send('PUT', url, ofType(n % 2 ? 'Managed' : 'SelfHosted')))

  assert.deepEqual(tally(replies), { 200: 50, DataFactoryPropertyUpdateNotSupported: 50 })
  const { type } = (await azure.send('GET', url)).body.properties
  for (const { status, body } of replies) assert.ok(status === 400 || body.properties.type === type)
})

test('of a hundred who take one factory name in as many groups at once, one gets it', async () => {
  await Promise.all(Array.from({ length: 100 }, (_, n) => azure.send('PUT', `${groupUrl}-${n}`, location)))

  const replies = await atOnce((n) =>
    azure.send(
      'PUT',
      `${groupUrl}-${n}/providers/Microsoft.DataFactory/factories/${n % 2 ? 'Mine' : 'mine'}`,
      location,
    ),
  )

  assert.deepEqual(tally(replies), { 200: 1, DataFactoryNameInUse: 99 })
})

test('of a hundred who delete one runtime at once, one has deleted it', async () => {
  await azure.givenARuntime()

  assert.deepEqual(tally(await atOnce(() => azure.send('DELETE', runtimeUrl))), { 200: 1, 204: 99 })
})

test('who regenerates while others delete and create gets a key, or is told that there is none', async () => {
  await azure.givenARuntime()
  const answered = new Set<string>()

  const replies = await atOnce(async (n) => {
    if (n % 4 === 0) return azure.send('DELETE', runtimeUrl)
    if (n % 4 === 1) return azure.send('PUT', runtimeUrl, ofType('SelfHosted'))
    const reply = await azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, { body: { keyName: 'authKey1' } })
    if (reply.status === 200) answered.add(reply.body.authKey1)
    return reply
  })

  assert.deepEqual(
    Object.keys(tally(replies)).filter((word) => !['200', '204', 'NotFound'].includes(word)),
    [],
  )
  assert.equal(answered.size, replies.filter(({ body }) => body?.authKey1).length, 'each key is another')
})

test('who works in a group that others delete and create is told what there is, and nothing is left behind', async () => {
  await azure.givenARuntime()

  const replies = await atOnce((n) => {
    if (n % 5 === 0) return azure.send('DELETE', groupUrl)
    if (n % 5 === 1) return azure.send('PUT', groupUrl, location)
    if (n % 5 === 2) return azure.send('PUT', factoryUrl, location)
    if (n % 5 === 3) return azure.send('PUT', runtimeUrl, ofType('SelfHosted'))
    return azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, { body: { keyName: 'authKey2' } })
  })

  for (const { status } of replies) assert.ok(status < 500, `${status}`)
  const before = await authKeySecrets(azure.store)
  await azure.send('PUT', groupUrl, location)
  assert.equal((await azure.send('DELETE', groupUrl)).status, 202)
  await azure.givenARuntime()
  const { authKey1 } = await azure.listAuthKeys()
  assert.ok(!before.includes(authKey1.slice(authKey1.lastIndexOf('@') + 1)), 'a new runtime has new keys')
})

test('a hundred who sign in with the same secret at once all get a token', async () => {
  const replies = await atOnce(() => postToken(azure))

  assert.deepEqual(tally(replies), { 200: 100 })
})
