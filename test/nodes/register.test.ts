import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import { RegisterReply } from '../../src/nodes/schemas.ts'
import { dumpStore } from '../support/dumpStore.ts'
import { runtimeUrl } from '../support/known.ts'
import { type Service, shareService } from '../support/shareService.ts'
import { assertStandardHeaders } from '../support/standardHeaders.ts'
import { startService } from '../support/startService.ts'
import { assertRefused, givenANode, nodeEntries, nodesOn, shownNode } from './support.ts'

const started = async (t: Parameters<typeof startService>[0], options: Parameters<typeof startService>[1] = {}) => {
  const azure = await startService(t, options)
  await azure.givenARuntime()
  return { azure, keys: await azure.listAuthKeys(), ...nodesOn(azure) }
}

test('a node registers with a key, and is told whose it is, by which key, and what it is known by from now on', async (t) => {
  const { azure, keys, register } = await started(t)

  const { status, headers, body } = await register(keys.authKey2)

  assert.equal(status, 200)
  assert.ok(Value.Check(RegisterReply, body), JSON.stringify(body))
  const { nodeId, credential, ...others } = body
  assert.match(credential, new RegExp(`^${nodeId}\\.[\\w-]{43}$`))
  assert.deepEqual(others, {
    nodeName: 'Node-1',
    integrationRuntime: { name: 'Runtime-1', factoryName: 'Factory-1', uid: keys.authKey2.split('@')[1] },
    authKey: { name: 'authKey2', generation: 1 },
    heartbeatSeconds: 10,
    expirySeconds: 604_800,
  })
  assertStandardHeaders({ ...headers, 'cache-control': 'no-cache' })
  assert.equal(headers['cache-control'], 'no-store', 'the credential stays nowhere on the way')
  assert.equal((await azure.send('POST', `${runtimeUrl}/getStatus`)).body.properties.typeProperties.nodes.length, 1)
})

test('a node that has said nothing since is Initializing, and all that it has said of itself shows', async (t) => {
  const { azure, keys, register } = await started(t)

  await register(keys.authKey1, {
    ipAddress: '10.0.0.4',
    localTimeZoneOffset: 'PT8H',
    capabilities: { nodeEnabled: 'False', credentialInSync: 'False' },
    lastStartTime: '2022-08-17T03:45:30.8499851Z',
    connection: {
      hostServiceUri: 'https://node-1.example:8050/',
      publicKey: 'A public key',
      identityCertThumbprint: '0123456789ABCDEF0123456789ABCDEF01234567',
      identityCertExpiry: '9999-12-31T23:59:59Z',
    },
  })

  const { registerTime, lastConnectTime, expiryTime, ...shown } = await shownNode(azure)
  assert.deepEqual(shown, {
    nodeName: 'Node-1',
    machineName: 'MACHINE-1',
    hostServiceUri: 'https://node-1.example:8050/',
    status: 'Initializing',
    capabilities: {
      serviceBusConnected: 'True',
      httpsPortEnabled: 'True',
      credentialInSync: 'True',
      connectedToResourceManager: 'True',
      nodeEnabled: 'False',
    },
    versionStatus: 'UpToDate',
    version: '5.20.8244.2',
    lastStartTime: '2022-08-17T03:45:30.8499851Z',
    lastUpdateResult: 'None',
    isActiveDispatcher: false,
    maxConcurrentJobs: 20,
  })
  assert.equal(lastConnectTime, registerTime)
  assert.equal(Date.parse(expiryTime) - Date.parse(lastConnectTime), 604_800_000)
  const ipAddress = await azure.send('POST', `${runtimeUrl}/nodes/Node-1/ipAddress`)
  assert.deepEqual(ipAddress.body, { ipAddress: '10.0.0.4' })
})

test('a registration is in the audit and among the uses of its key before it is answered', async (t) => {
  const { azure, keys, post } = await started(t)
  const introduction = { nodeName: 'Node-1', machineName: 'M', version: '5.20.8244.2', maxConcurrentJobs: 1 }

  const { body } = await post(
    'register',
    { authKey: keys.authKey1, time: azure.now().toISOString(), ...introduction },
    { 'x-ms-correlation-request-id': 'a-deed', 'x-ms-client-request-id': 'mine' },
  )

  const [entry, ...others] = await nodeEntries(azure)
  assert.deepEqual(others, [])
  const [key] = await azure.store.read((tx) => tx.listAuthKeys(body.integrationRuntime.uid))
  const { id: _, time: __, ...told } = entry ?? assert.fail('there is an entry')
  assert.deepEqual(told, {
    tenantId: '11111111-1111-1111-1111-111111111111',
    subscriptionId: '22222222-2222-2222-2222-222222222222',
    caller: { kind: 'node', objectId: body.nodeId, name: 'Node-1' },
    address: '127.0.0.1',
    correlationId: 'a-deed',
    clientRequestId: 'mine',
    method: 'POST',
    operationName: 'Microsoft.DataFactory/factories/integrationruntimes/nodes/register/action',
    resourceId: `${runtimeUrl.replace('integrationRuntimes', 'integrationruntimes')}/nodes/Node-1`,
    outcome: 'Succeeded',
    status: 200,
    authKeys: [{ name: 'authKey1', generation: 1, fingerprint: key?.fingerprint }],
  })
  assert.equal(key?.uses, 1)
  assert.ok(key?.lastUsedTime)
})

test('neither key nor credential is in the database', async (t) => {
  const { azure, keys } = await started(t)

  const credential = await givenANode(azure)

  const dump = await dumpStore(azure.store)
  for (const secret of [keys.authKey1.split('@').at(-1), credential.split('.')[1]])
    assert.ok(!dump.includes(String(secret)))
})

/** What is refused, with nothing changed by it. */
const refused = async (
  azure: Service,
  sent: () => ReturnType<Service['send']>,
  expected: Parameters<typeof assertRefused>[1],
) => {
  const before = await dumpStore(azure.store)
  const told = (await nodeEntries(azure)).length
  assertRefused(await sent(), expected)
  assert.equal(await dumpStore(azure.store), before, 'nothing has changed')
  assert.equal((await nodeEntries(azure)).length, told, 'and the audit has nothing to tell')
}

test('a key that is none, or of nothing that is there, is unknown: no more is said', async (t) => {
  const { azure, keys, register } = await started(t)
  const uid = keys.authKey1.split('@')[1]
  for (const wrong of [
    'IR@',
    'x',
    'x'.repeat(512),
    keys.authKey1.replace(uid, '99999999-9999-9999-9999-999999999999'),
    keys.authKey1.replace('Factory-1', 'Factory-2'),
    `${keys.authKey1.slice(0, -4)}AAA=`,
    keys.authKey1.split('@').at(-1),
  ]) {
    await refused(azure, () => register(wrong), {
      status: 401,
      code: 'AuthKeyUnknown',
      message: /^The authentication key is unknown: no integration runtime here has it, or had it\. [^@]+$/,
    })
  }
})

test('a superseded key is told which it was, since when it is none, and by which generation', async (t) => {
  const { azure, keys, register } = await started(t)
  await azure.regenerateAuthKey('authKey1')
  await azure.regenerateAuthKey('authKey1')

  const reply = await register(keys.authKey1)

  assertRefused(reply, {
    status: 401,
    code: 'AuthKeySuperseded',
    message:
      /^This is generation 1 of authKey1 of the integration runtime 'Runtime-1' in the factory 'Factory-1'\. It was superseded at 20\S+Z by generation 2\. Take a current key: listAuthKeys shows them\.$/,
  })
  assert.equal(reply.headers['www-authenticate'], 'Node')
  assert.deepEqual(await nodeEntries(azure), [])
})

test('a name is taken as long as its node has not expired, in any letter case', async (t) => {
  const { azure, keys, register } = await started(t)
  await givenANode(azure)

  await refused(azure, () => register(keys.authKey1, { nodeName: 'NODE-1', machineName: 'MACHINE-2' }), {
    status: 409,
    code: 'NodeNameTaken',
    message:
      /^The name 'Node-1' is taken in the integration runtime 'Runtime-1' .*, by a node on the machine 'MACHINE-1' that was last heard of at 20\S+Z\./,
  })

  azure.skip(604_800_000)
  assert.equal((await register(keys.authKey1, { nodeName: 'NODE-1', machineName: 'MACHINE-2' })).status, 200)
  assert.equal((await shownNode(azure)).machineName, 'MACHINE-2')
})

test('a node that has not heard the answer to its registration registers again, and the first credential is none', async (t) => {
  const { azure, keys, register, heartbeat } = await started(t)
  const unheard = (await register(keys.authKey1)).body.credential

  const { status, body } = await register(keys.authKey1)

  assert.equal(status, 200)
  assert.equal((await heartbeat(body.credential)).status, 200)
  assert.equal((await heartbeat(unheard)).body.error.code, 'NodeUnknown')
  assert.equal((await register(keys.authKey1)).body.error.code, 'NodeNameTaken', 'it has been heard of now')
  assert.equal((await azure.send('POST', `${runtimeUrl}/getStatus`)).body.properties.typeProperties.nodes.length, 1)
})

test('a machine takes no name from another, whether that was heard of or not', async (t) => {
  const { keys, register } = await started(t)
  await register(keys.authKey1)

  assert.equal((await register(keys.authKey1, { machineName: 'MACHINE-2' })).body.error.code, 'NodeNameTaken')
})

test('when all places are taken, it is told by whom; those of expired nodes are free', async (t) => {
  const { azure, keys, register } = await started(t)
  for (const number of [1, 2, 3]) await givenANode(azure, { nodeName: `Node-${number}`, machineName: `M-${number}` })
  azure.skip(60_000)
  await givenANode(azure, { nodeName: 'Node-4', machineName: 'M-4' })

  await refused(azure, () => register(keys.authKey1, { nodeName: 'Node-5' }), {
    status: 409,
    code: 'NodeSlotsTaken',
    message:
      /^All 4 places for nodes of the integration runtime 'Runtime-1' in the factory 'Factory-1' are taken, by 'Node-1' on 'M-1' \(Offline\), .*, 'Node-4' on 'M-4' \(Online\)\. /,
  })

  azure.skip(604_740_000)
  assert.equal((await register(keys.authKey1, { nodeName: 'Node-5' })).status, 200)
  const kept = await azure.store.read((tx) => tx.listNodes(keys.authKey1.split('@')[1]))
  assert.deepEqual(
    kept.map(({ name }) => name),
    ['Node-4', 'Node-5'],
    'the expired ones have gone for good',
  )
})

test('of many that want the last place at once, one gets it', async (t) => {
  const { keys, register } = await started(t)

  const replies = await Promise.all(
    Array.from({ length: 12 }, (_, index) => register(keys.authKey1, { nodeName: `Node-${index}` })),
  )

  assert.equal(replies.filter(({ status }) => status === 200).length, 4)
  for (const { status, body } of replies) if (status !== 200) assert.equal(body.error.code, 'NodeSlotsTaken')
})

test('how many places there are is a setting', async (t) => {
  const nodeRules = { maxNodes: 1, expiryMs: 600_000, oldestVersion: '5.17.8189.1', followKeys: false }
  const { azure, keys, register } = await started(t, { nodeRules })
  await givenANode(azure)

  assert.equal((await register(keys.authKey1, { nodeName: 'Node-2' })).body.error.code, 'NodeSlotsTaken')
  azure.skip(600_000)
  assert.equal((await register(keys.authKey1, { nodeName: 'Node-2' })).body.expirySeconds, 600)
})

for (const [version, isTaken] of [
  ['5.17.8189.0', false],
  ['5.9', false],
  ['4.99999.1.1', false],
  ['5.17.8189.1', true],
  ['5.17.8190', true],
  ['6', true],
] as const) {
  test(`software of version ${version} is ${isTaken ? 'taken' : 'too old'}`, async (t) => {
    const { keys, register } = await started(t)

    const reply = await register(keys.authKey1, { version })

    if (isTaken) return assert.equal(reply.status, 200)
    assertRefused(reply, {
      status: 400,
      code: 'NodeSoftwareTooOld',
      message: /is too old: 5\.17\.8189\.1 is the oldest that is taken here\./,
    })
  })
}

for (const [seconds, words] of [
  [-302, /is 30[123] seconds behind the server's/],
  [302, /is 30[123] seconds ahead of the server's/],
  [86_400 * 400, /is 345\d{5} seconds ahead of the server's/],
] as const) {
  test(`a clock that is off by ${seconds} s is refused, with how far and in which direction`, async (t) => {
    const { azure, keys, register } = await started(t)
    const time = new Date(azure.now().getTime() + seconds * 1000).toISOString()

    await refused(azure, () => register(keys.authKey1, { time }), { status: 400, code: 'NodeClockOff', message: words })
  })
}

for (const seconds of [-298, 298]) {
  test(`a clock that is off by ${seconds} s will do`, async (t) => {
    const { azure, keys, register } = await started(t)

    const time = new Date(azure.now().getTime() + seconds * 1000).toISOString()

    assert.equal((await register(keys.authKey1, { time })).status, 200)
  })
}

test('a runtime that has become a linked one takes no nodes', async (t) => {
  const { azure, keys, register } = await started(t)
  const lender = runtimeUrl.replace('Runtime-1', 'Lender-1')
  await azure.send('PUT', lender, { body: { properties: { type: 'SelfHosted' } } })
  const { authKey1 } = (await azure.send('POST', `${lender}/listAuthKeys`)).body
  const linkedInfo = { authorizationType: 'Key', key: { type: 'SecureString', value: authKey1 } }
  const properties = { type: 'SelfHosted', typeProperties: { linkedInfo } }
  assert.equal((await azure.send('PUT', runtimeUrl, { body: { properties } })).status, 200)

  assertRefused(await register(keys.authKey1), {
    status: 400,
    code: 'BadRequest',
    message: /is linked and has no nodes/,
  })
})

test('a runtime that is deleted takes its keys and its nodes along', async (t) => {
  const { azure, keys, register, heartbeat } = await started(t)
  const credential = await givenANode(azure)

  await azure.send('DELETE', runtimeUrl)

  assert.equal((await register(keys.authKey1)).body.error.code, 'AuthKeyUnknown')
  assert.equal((await heartbeat(credential)).body.error.code, 'NodeUnknown')
})

test('who tries keys is refused for a while; a right one gets in from wherever it comes', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const { authKey1 } = await azure.listAuthKeys()
  const from = (remoteAddress: string, authKey: string, nodeName: string) =>
    azure.app.inject({
      method: 'POST',
      url: '/nodes/v1/register',
      remoteAddress,
      headers: { host: 'localhost:8443', 'content-type': 'application/json' },
      payload: {
        authKey,
        nodeName,
        machineName: 'M',
        version: '6',
        time: azure.now().toISOString(),
        maxConcurrentJobs: 1,
      },
    })
  const wrong = `${authKey1.slice(0, -4)}AAA=`
  assert.equal((await from('192.0.2.1', authKey1, 'Proven')).statusCode, 200)

  for (const address of ['192.0.2.1', '192.0.2.2'])
    for (let count = 0; count < 10; count += 1) assert.equal((await from(address, wrong, 'x')).statusCode, 401)

  const guesser = await from('192.0.2.2', wrong, 'Guesser')
  assert.equal(guesser.statusCode, 429)
  assert.equal(guesser.json().error.code, 'TooManyAttempts')
  assert.match(String(guesser.headers['retry-after']), /^(5\d|60)$/)
  assert.equal((await from('192.0.2.2', authKey1, 'Neighbour')).statusCode, 200, 'behind the same proxy, say')
  assert.equal((await from('192.0.2.3', authKey1, 'Elsewhere')).statusCode, 200)
  azure.skip(60_000)
  assert.equal((await from('192.0.2.2', wrong, 'Patient')).statusCode, 401)
})

const shared = await shareService()
await shared.givenARuntime()
const { authKey1 } = await shared.listAuthKeys()

for (const [what, others] of Object.entries<object>({
  'no key': { authKey: undefined },
  'a key that is no text': { authKey: [authKey1] },
  'a key that is too long': { authKey: 'x'.repeat(513) },
  'no name': { nodeName: undefined },
  'a name with a dot': { nodeName: 'a.b' },
  'a name that is too long': { nodeName: 'a'.repeat(151) },
  'a machine without a name': { machineName: '' },
  'a machine with a line break in its name': { machineName: 'a\nb' },
  'a machine whose name turns the text around': { machineName: 'a\u202eb' },
  'a machine with a line separator in its name': { machineName: 'a\u2028b' },
  'a machine with a paragraph separator in its name': { machineName: 'a\u2029b' },
  'a machine with a control character of Latin-1 in its name': { machineName: 'a\u0085b' },
  'a version that is none': { version: '5.20-beta' },
  'no time': { time: undefined },
  'a time that is none': { time: 'now' },
  'a time that no calendar has': { time: '2026-13-41T25:00:00Z' },
  'a day that February lacks': { time: '2026-02-30T12:00:00Z' },
  'a leap day of another year': { lastStartTime: '2026-02-29T12:00:00Z' },
  'a time elsewhere': { time: '2026-01-01T00:00:00+02:00' },
  'no job': { maxConcurrentJobs: 0 },
  'half a job': { maxConcurrentJobs: 1.5 },
  'too many jobs': { maxConcurrentJobs: 2 ** 31 },
  'jobs as a text': { maxConcurrentJobs: '4' },
  'an address that is none': { ipAddress: 'here' },
  'an offset that is none': { localTimeZoneOffset: 'PT' },
  'a capability that is a boolean': { capabilities: { nodeEnabled: true } },
  'a capability with a name that is none': { capabilities: { 'a b': 'True' } },
  'a connection in plain': { connection: { hostServiceUri: 'http://x' } },
  'a member that nobody knows': { nodename: 'x' },
})) {
  test(`a registration with ${what} is refused, and says where`, async () => {
    const { status, body } = await nodesOn(shared).register(authKey1, others)

    assert.equal(status, 400, JSON.stringify(body))
    assert.equal(body.error.code, 'BadRequest')
    assert.match(body.error.message, new RegExp(`^The request body is invalid: ${Object.keys(others)[0]}\\b`))
    assert.ok(!body.error.message.includes(authKey1))
  })
}
