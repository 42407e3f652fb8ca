import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { Effects } from '../../../src/core/effects.ts'
import { parseRuntimeId } from '../../../src/core/resourceId.ts'
import type { Reader } from '../../../src/core/store.ts'
import { exampleNames } from '../../../src/openApi/exampleNames.ts'
import { list } from '../../../src/operations/authKeyUsage/list.ts'
import { assertReply } from '../../support/assertReply.ts'
import { callNodes, introduction } from '../../support/callNodes.ts'
import { having, keysOf, rotate, usageOf } from '../../support/keyUsage.ts'
import { nobody, owner, reader, runtimeUrl, user } from '../../support/known.ts'
import { givenALinkedRuntime, linkedUrl } from '../../support/linked.ts'
import { givenNodes } from '../../support/nodes.ts'
import { fileOf, reopen } from '../../support/openTemporaryStore.ts'
import { givenAssignment, givenRole } from '../../support/roles.ts'
import { serverless } from '../../support/runtimeKinds.ts'
import type { Service } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'

const url = `${runtimeUrl}/listAuthKeyUsage`

type AuthKeyLine = { readonly keyName: string; readonly generation: number }

test('of fresh keys it is told when and by whom they were made, and that nobody uses them', async (t) => {
  const azure = await startService(t)
  const begin = Date.now()
  await azure.givenARuntime()
  azure.skip(90_500)

  const { keys, nodesWithoutCurrentKey, supersededKeys } = await usageOf(azure)

  const made = await keysOf(azure)
  assert.deepEqual([nodesWithoutCurrentKey, supersededKeys], [[], []])
  for (const [index, { ageSeconds, ...key }] of keys.entries()) {
    assert.deepEqual(key, {
      keyName: ['authKey1', 'authKey2'][index],
      generation: 1,
      fingerprint: made[index]?.fingerprint,
      createTime: made[index]?.createTime,
      createdBy: { objectId: owner.objectId, name: owner.clientId },
      uses: 0,
      nodes: [],
      safeToRegenerate: true,
      reasons: ['No node depends on it: of those that have not expired, none has shown it last.'],
    })
    const createdMs = Date.parse(String(key.createTime))
    assert.ok(createdMs >= begin - 1 && createdMs <= Date.now(), key.createTime)
    const age = (Date.now() + 90_500 - createdMs) / 1000
    assert.ok(Number.isInteger(ageSeconds) && ageSeconds >= 90 && ageSeconds <= age, `${ageSeconds} of ${age}`)
  }
})

test('nobody has made the keys of the world that the server began with', async (t) => {
  const azure = await startService(t)
  const { subscriptionId, resourceGroupName, factoryName, integrationRuntimeName } = exampleNames
  const example =
    `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.DataFactory` +
    `/factories/${factoryName}/integrationRuntimes/${integrationRuntimeName}`

  const reply = await azure.send('POST', `${example}/listAuthKeyUsage`)

  assertReply(list, reply)
  for (const key of reply.body.keys) assert.ok(!('createdBy' in key) && !('lastUsedTime' in key), key.keyName)
})

test('after many rotations the generation is counted, and what is told of a current key is of that one alone', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const [, untouched] = (await usageOf(azure)).keys
  await rotate(azure, 'authKey1', 40)
  const byUser = await azure.tokenOf({ clientId: 'x', objectId: user.objectId }, { upn: user.name, appid: undefined })
  const body = { keyName: 'authKey1' }
  assert.equal((await azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, { body, token: byUser })).status, 200)

  const [one, two] = (await usageOf(azure)).keys

  assert.equal(one.generation, 42)
  assert.equal(one.createdBy.objectId, user.objectId)
  assert.equal(one.uses, 0)
  assert.deepEqual({ ...two, ageSeconds: 0 }, { ...untouched, ageSeconds: 0 })
})

test('uses are counted for each generation by itself', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const [first] = await keysOf(azure)
  assert.ok(first)
  const use = (uses: number, lastUsedTime: string) =>
    azure.store.change((tx) => tx.addAuthKeyUses(first, { uses, lastUsedTime }))
  await use(2, '2026-11-20T10:00:00Z')
  await use(3, '2026-11-20T09:59:59.5Z')

  const before = (await usageOf(azure)).keys[0]
  await rotate(azure, 'authKey1')
  await use(1, '2026-11-20T11:00:00Z')
  const after = (await usageOf(azure)).keys[0]

  assert.deepEqual([before.uses, before.lastUsedTime], [5, '2026-11-20T10:00:00Z'])
  assert.deepEqual([after.uses, after.lastUsedTime], [0, undefined])
})

test('the newest ten of each name that have ended are told of, the newest first, with when they began and ended', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const told: object[] = []
  for (let round = 1; round <= 12; round += 1) {
    const { keyName, generation, fingerprint, createTime } = (await usageOf(azure)).keys[0]
    azure.skip(1000)
    await rotate(azure, 'authKey1')
    const { createTime: supersededTime } = (await usageOf(azure)).keys[0]
    told.unshift({ keyName, generation, fingerprint, createTime, supersededTime, uses: 0 })
  }
  await rotate(azure, 'authKey2')

  const { supersededKeys } = await usageOf(azure)

  assert.deepEqual(supersededKeys.slice(0, 10), told.slice(0, 10))
  assert.deepEqual(
    supersededKeys.slice(10).map(({ keyName, generation }: AuthKeyLine) => [keyName, generation]),
    [['authKey2', 1]],
  )
})

test('a key that somebody shows after its end is counted, and it shows that they still do', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const { authKey1 } = await azure.listAuthKeys()
  await rotate(azure, 'authKey1')
  await rotate(azure, 'authKey2')
  azure.skip(60_000)

  const refused = await callNodes(azure, 'register', { body: introduction(authKey1, 'Forgotten', azure.now()) })
  await callNodes(azure, 'keys/verify', { body: { authKey: authKey1 }, token: await azure.tokenOf(owner) })
  await azure.app.close()
  const again = await startService(t, { store: await reopen(azure.store, t) })
  const { keys, supersededKeys } = await usageOf(again)

  assert.equal(refused.body.error.code, 'AuthKeySuperseded')
  const [shown, unshown] = supersededKeys
  assert.deepEqual([shown.keyName, shown.generation, shown.uses], ['authKey1', 1, 2])
  assert.ok(Date.parse(shown.lastUsedTime) >= Date.parse(shown.supersededTime) + 60_000, JSON.stringify(shown))
  assert.deepEqual([unshown.keyName, unshown.uses, 'lastUsedTime' in unshown], ['authKey2', 0, false])
  for (const { uses } of keys) assert.equal(uses, 0)
})

test('a node stands at the key that it has shown last, with its state and its times', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await rotate(azure, 'authKey2', 3)
  const now = Date.now()
  await givenNodes(azure, [
    { name: 'Online-1', heartbeatMs: now + 60_000, ...(await having(azure, 'authKey2')) },
    { name: 'Offline-1', heartbeatMs: now - 86_400_000, ...(await having(azure, 'authKey2')) },
  ])

  const [one, two] = (await usageOf(azure)).keys

  const times = (ms: number) => ({
    lastConnectTime: new Date(ms).toISOString().replace(/\.?0*Z$/, 'Z'),
    expiryTime: new Date(ms + 604_800_000).toISOString().replace(/\.?0*Z$/, 'Z'),
  })
  assert.deepEqual([one.nodes, one.safeToRegenerate], [[], true])
  assert.deepEqual(two.nodes, [
    { nodeName: 'Offline-1', status: 'Offline', ...times(now - 86_400_000) },
    { nodeName: 'Online-1', status: 'Online', ...times(now + 60_000) },
  ])
  assert.equal(two.safeToRegenerate, false)
  assert.match(
    two.reasons.join('\n'),
    /^The node 'Offline-1' .* Offline since .*\nThe node 'Online-1' .* is Online, last/,
  )
})

test('a node whose key was regenerated stands apart, and no current key is unsafe for it', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure, [{ name: 'Early', ...(await having(azure, 'authKey1')) }])
  await rotate(azure, 'authKey1')
  const { createTime: superseded } = (await usageOf(azure)).keys[0]
  azure.skip(1000)
  await rotate(azure, 'authKey1', 2)

  const { keys, nodesWithoutCurrentKey } = await usageOf(azure)

  assert.deepEqual(
    keys.map((key: { safeToRegenerate: boolean }) => key.safeToRegenerate),
    [true, true],
  )
  const [{ lastConnectTime, expiryTime, ...early }] = nodesWithoutCurrentKey
  assert.ok(lastConnectTime < expiryTime)
  assert.deepEqual(early, {
    nodeName: 'Early',
    status: 'Online',
    keyName: 'authKey1',
    generation: 1,
    supersededTime: superseded,
    meaning:
      'It works on by its own credential, and depends on neither current key. To register again it needs one of them.',
  })
})

test('where nodes follow their keys, what is said of them is what becomes of them there', async (t) => {
  const nodeRules = { maxNodes: 4, expiryMs: 604_800_000, oldestVersion: '5.17.8189.1', followKeys: true }
  const azure = await startService(t, { nodeRules })
  await azure.givenARuntime()
  await givenNodes(azure, [{ name: 'Early', ...(await having(azure, 'authKey1')) }])
  const before = await usageOf(azure)
  await rotate(azure, 'authKey1')

  const after = await usageOf(azure)

  assert.match(before.keys[0].reasons[0], /Once the key is regenerated, it is refused until it rekeys\.$/)
  assert.match(after.nodesWithoutCurrentKey[0].meaning, /^It is refused until it rekeys with a current key,/)
})

test('a node that has expired depends on nothing', async (t) => {
  const azure = await startService(t, {
    nodeRules: { maxNodes: 4, expiryMs: 600_000, oldestVersion: '5.17.8189.1', followKeys: false },
  })
  await azure.givenARuntime()
  const heartbeatMs = Date.now() + 1000
  await givenNodes(azure, [{ heartbeatMs, ...(await having(azure, 'authKey1')) }])

  azure.skip(600_000)
  const before = await usageOf(azure)
  azure.skip(1000)
  const after = await usageOf(azure)

  assert.deepEqual([before.keys[0].nodes.length, before.keys[0].safeToRegenerate], [1, false])
  assert.deepEqual([after.keys[0].nodes.length, after.keys[0].safeToRegenerate], [0, true])
  assert.deepEqual(after.nodesWithoutCurrentKey, [])
})

test('a runtime that was deleted and made again begins anew: generation, uses and nodes', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await rotate(azure, 'authKey1', 2)
  const [key] = await keysOf(azure)
  assert.ok(key)
  await givenNodes(azure, [{ key }])
  await azure.store.change((tx) => tx.addAuthKeyUses(key, { uses: 7, lastUsedTime: '2026-11-20T10:00:00Z' }))
  const before = await usageOf(azure)

  await azure.send('DELETE', runtimeUrl)
  assert.equal((await azure.send('POST', url)).status, 404)
  await azure.givenARuntime()
  const after = await usageOf(azure)

  assert.deepEqual([before.keys[0].nodes.length, before.keys[0].uses], [1, 7])
  assert.deepEqual([before.supersededKeys.length, after.supersededKeys], [2, []])
  assert.deepEqual(after.nodesWithoutCurrentKey, [])
  for (const [index, { generation, uses, nodes, fingerprint }] of after.keys.entries()) {
    assert.deepEqual([generation, uses, nodes], [1, 0, []])
    assert.notEqual(fingerprint, before.keys[index].fingerprint)
  }
})

test('of a superseded generation the fingerprint is kept, and nothing that opens', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const [first] = await keysOf(azure)
  await rotate(azure, 'authKey1', 5)

  using db = new DatabaseSync(fileOf(azure.store), { readOnly: true })
  const rows = db
    .prepare(
      `select generation, fingerprint, sealed is not null as is_kept from auth_key_generations
        where runtime_uid = ? and name = 'authKey1' order by generation`,
    )
    .all(first?.runtimeUid ?? '')

  assert.deepEqual(
    rows.map(({ generation, is_kept }) => [generation, is_kept]),
    [1, 2, 3, 4, 5, 6].map((generation) => [generation, generation === 6 ? 1 : 0]),
  )
  assert.equal(rows[0]?.fingerprint, first?.fingerprint)
  assert.equal(new Set(rows.map(({ fingerprint }) => fingerprint)).size, 6)
})

test('a Reader may ask, and whoever has the action alone; others may not', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const [asReader, asNobody] = [await azure.tokenOf(reader), await azure.tokenOf(nobody)]
  const ask = async (token: string) => (await azure.send('POST', url, { token })).status
  const action = 'Microsoft.DataFactory/factories/integrationRuntimes/listAuthKeyUsage/read'

  assert.deepEqual([await ask(asReader), await ask(asNobody)], [200, 403])
  const role = await givenRole(azure, {
    url: `${runtimeUrl}/providers/Microsoft.Authorization/roleDefinitions/99999999-0000-0000-0000-000000000001`,
    scopes: [runtimeUrl],
    actions: [action],
  })
  await givenAssignment(azure, {
    url: `${runtimeUrl}/providers/Microsoft.Authorization/roleAssignments/99999999-0000-0000-0000-000000000002`,
    role,
    principalId: nobody.objectId,
  })

  assert.equal(await ask(asNobody), 200)
  assert.equal((await azure.send('POST', `${runtimeUrl}/listAuthKeys`, { token: asNobody })).status, 403)
})

test('no secret is in it, and nothing that was one', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure, [{ credentialHash: 'c'.repeat(32), ...(await having(azure, 'authKey1')) }])
  const keys = Object.values<string>({
    ...(await azure.listAuthKeys()),
    ...(await azure.regenerateAuthKey('authKey1')),
  })
  const formerly = Object.values<string>(await azure.listAuthKeys())

  const usage = await usageOf(azure)
  const told = JSON.stringify(usage)

  assert.equal(usage.supersededKeys.length, 1)
  for (const key of [...keys, ...formerly]) assert.ok(!told.includes(key.slice(key.lastIndexOf('@') + 1)))
  assert.ok(!told.includes('IR@') && !told.includes('c'.repeat(32)))
})

for (const [what, given] of Object.entries({
  'a managed runtime': async (azure: Service) => {
    await azure.givenARuntime(serverless)
    return { at: runtimeUrl, words: "'Runtime-1' is of type Managed and has no authentication keys." }
  },
  'a linked runtime': async (azure: Service) => {
    await azure.givenARuntime()
    await givenALinkedRuntime(azure)
    return {
      at: linkedUrl,
      words: "'Linked-1' is linked and has no authentication keys of its own. Turn to the shared one.",
    }
  },
})) {
  test(`${what} has no keys that anybody could use, and is refused as by listAuthKeys`, async (t) => {
    const azure = await startService(t)
    const { at, words } = await given(azure)

    const { status, body } = await azure.send('POST', `${at}/listAuthKeyUsage`)

    assert.equal(status, 400)
    assert.equal(body.error.code, 'BadRequest')
    assert.equal(body.error.message, `The integration runtime ${words}`)
    assert.deepEqual(body, (await azure.send('POST', `${at}/listAuthKeys`)).body)
  })
}

/** Without the front door, which gives it a reader. */
const handle = list.handle as (
  request: Pick<Parameters<typeof list.handle>[0], 'factory' | 'nodeRules' | 'target'>,
  tx: Reader,
  effects: Effects,
) => ReturnType<typeof list.handle>

/** Of a reader each of whose statements sees what has changed since the one before. */
const withChangesBetween = (tx: Reader, change: () => Promise<void>): Reader =>
  new Proxy(tx, {
    get:
      (of, name) =>
      async (...args: readonly unknown[]) => {
        const answer = await Reflect.get(of, name)(...args)
        await change()
        return answer
      },
  })

test('what is told holds together though a key is made, and shown by a node, between any two things that are read', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure, [await having(azure, 'authKey1')])
  const rotateAndShow = async (): Promise<void> => {
    await rotate(azure, 'authKey1')
    await givenNodes(azure, [await having(azure, 'authKey1')])
  }

  const reply = await azure.store.read(async (tx) => {
    const target = parseRuntimeId(runtimeUrl) ?? assert.fail()
    const factory = (await tx.findFactory(target)) ?? assert.fail()
    const nodeRules = { maxNodes: 4, expiryMs: 604_800_000, oldestVersion: '5.17.8189.1', followKeys: false }
    const effects = { now: () => new Date(), randomBytes, newId: randomUUID, operationMs: 0 }
    return handle({ target, factory, nodeRules }, withChangesBetween(tx, rotateAndShow), effects)
  })

  const [node] = reply.body.nodesWithoutCurrentKey
  const [key] = reply.body.keys
  assert.ok(key && node && node.generation < key.generation, 'no node has shown a key that is yet to be made')
  assert.deepEqual([key.nodes, key.safeToRegenerate], [[], true], 'as it was when the key was made')
  const ended = reply.body.supersededKeys.map(({ generation }) => generation)
  assert.ok(ended[0] === key.generation - 1 && !ended.includes(key.generation), 'no key is current and ended at once')
})
