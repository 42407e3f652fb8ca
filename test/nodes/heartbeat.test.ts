import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import { HeartbeatReply } from '../../src/nodes/schemas.ts'
import { dumpStore } from '../support/dumpStore.ts'
import { runtimeUrl } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { startService } from '../support/startService.ts'
import { assertRefused, eventually, givenANode, metrics, nodeEntries, nodesOn, shownNode } from './support.ts'

const started = async (t: Parameters<typeof startService>[0], options: Parameters<typeof startService>[1] = {}) => {
  const azure = await startService(t, options)
  await azure.givenARuntime()
  return { azure, ...nodesOn(azure), stateOf: async () => (await status(azure)).state }
}

const status = async (azure: Awaited<ReturnType<typeof startService>>) =>
  (await azure.send('POST', `${runtimeUrl}/getStatus`)).body.properties

const monitored = async (azure: Awaited<ReturnType<typeof startService>>) =>
  (await azure.send('POST', `${runtimeUrl}/monitoringData`)).body.nodes?.[0]

test('the first heartbeat puts a node online with its figures, before it is answered', async (t) => {
  const { azure, register, heartbeat, stateOf } = await started(t)
  const { credential } = (await register((await azure.listAuthKeys()).authKey1)).body
  assert.equal(await stateOf(), 'Offline')

  const { status, body } = await heartbeat(credential)

  assert.equal(status, 200)
  assert.ok(Value.Check(HeartbeatReply, body), JSON.stringify(body))
  assert.deepEqual(body, {
    heartbeatSeconds: 10,
    concurrentJobsLimit: 20,
    autoUpdate: 'On',
    credentialsVersion: 1,
    authKey: { name: 'authKey1', generation: 1, isCurrent: true },
  })
  assert.equal(await stateOf(), 'Online')
  const monitoring = { concurrentJobsLimit: 20, maxConcurrentJobs: 20, nodeName: 'Node-1', ...metrics }
  assert.deepEqual(await monitored(azure), monitoring)
})

test('figures alone are written within a second, and when the server stops', async (t) => {
  const { azure, heartbeat } = await started(t)
  const credential = await givenANode(azure)
  const before = await dumpStore(azure.store)

  await heartbeat(credential, { metrics: { ...metrics, cpuUtilization: 99 } })

  assert.equal(await dumpStore(azure.store), before, 'not at once')
  await eventually(async () => ((await monitored(azure)).cpuUtilization === 99 ? true : undefined))
  await heartbeat(credential, { metrics: { ...metrics, cpuUtilization: 7 } })
  await azure.app.close()
  assert.match(await dumpStore(azure.store), /cpuUtilization\\?":7[,}]/)
})

test('a node that is silent for more than three heartbeats is Offline, and Online again with the next', async (t) => {
  const { azure, heartbeat, stateOf } = await started(t)
  const credential = await givenANode(azure)
  const { lastConnectTime } = await shownNode(azure)

  azure.skip(29_000)
  assert.equal(await stateOf(), 'Online')
  azure.skip(2000)
  assert.equal(await stateOf(), 'Offline')
  const offline = await shownNode(azure)
  assert.equal(offline.status, 'Offline')
  assert.equal(offline.capabilities.connectedToResourceManager, 'False')
  assert.equal(offline.isActiveDispatcher, false)
  assert.equal(offline.lastConnectTime, lastConnectTime)

  await heartbeat(credential)
  assert.equal(await stateOf(), 'Online', 'at once')
  assert.ok(Date.parse((await shownNode(azure)).lastConnectTime) >= Date.parse(lastConnectTime) + 31_000)
})

for (const [said, state] of [
  ['Online', 'Online'],
  ['Limited', 'Limited'],
  ['Upgrading', 'Offline'],
  ['Initializing', 'Offline'],
  ['InitializeFailed', 'Offline'],
] as const) {
  test(`a node that says ${said} is so at once`, async (t) => {
    const { azure, heartbeat, stateOf } = await started(t)
    const credential = await givenANode(azure)

    assert.equal((await heartbeat(credential, { status: said })).status, 200)

    assert.equal((await shownNode(azure)).status, said)
    assert.equal(await stateOf(), state)
  })
}

for (const said of ['Offline', 'NeedRegistration', 'online', '']) {
  test(`no node can say '${said}' of itself`, async (t) => {
    const { azure, heartbeat } = await started(t)
    const credential = await givenANode(azure)

    assertRefused(await heartbeat(credential, { status: said }), {
      status: 400,
      code: 'BadRequest',
      message: /^The request body is invalid: status must be Online, /,
    })
  })
}

test('what a node says anew of itself shows at once, and what it leaves out stays', async (t) => {
  const { azure, heartbeat } = await started(t)
  const credential = await givenANode(azure, { ipAddress: '10.0.0.4', lastStartTime: '2022-08-17T03:45:30Z' })

  await heartbeat(credential, {
    version: '5.20.8235.2',
    maxConcurrentJobs: 8,
    localTimeZoneOffset: '-PT3H30M',
    lastStopTime: '2022-08-17T03:45:00Z',
  })

  const shown = await shownNode(azure)
  assert.equal(shown.version, '5.20.8235.2')
  assert.equal(shown.versionStatus, 'UpdateAvailable')
  assert.equal(shown.maxConcurrentJobs, 8)
  assert.equal(shown.lastStartTime, '2022-08-17T03:45:30Z')
  assert.equal(shown.lastStopTime, '2022-08-17T03:45:00Z')
  assert.equal((await status(azure)).typeProperties.localTimeZoneOffset, '-PT3H30M')
  assert.deepEqual((await azure.send('POST', `${runtimeUrl}/nodes/Node-1/ipAddress`)).body, { ipAddress: '10.0.0.4' })
})

test('a limit that somebody sets is told with the next heartbeat, is not lost by it, and is never above the machine’s', async (t) => {
  const { azure, heartbeat } = await started(t)
  const credential = await givenANode(azure)
  await heartbeat(credential, { metrics: { ...metrics, cpuUtilization: 98 } })

  await azure.send('PATCH', `${runtimeUrl}/nodes/Node-1`, { body: { concurrentJobsLimit: 6 } })

  assert.equal((await heartbeat(credential)).body.concurrentJobsLimit, 6)
  await heartbeat(credential, { metrics: { ...metrics, cpuUtilization: 97 } })
  await eventually(async () => ((await monitored(azure)).cpuUtilization === 97 ? true : undefined))
  assert.equal((await shownNode(azure)).concurrentJobsLimit, 6)
  assert.equal((await heartbeat(credential, { maxConcurrentJobs: 4 })).body.concurrentJobsLimit, 4)
  assert.equal((await shownNode(azure)).concurrentJobsLimit, 4, 'all are told the same')
  assert.equal((await monitored(azure)).concurrentJobsLimit, 4)
})

test('a node is told whether it may update itself', async (t) => {
  const { azure, heartbeat } = await started(t)
  const credential = await givenANode(azure)

  await azure.send('PATCH', runtimeUrl, { body: { autoUpdate: 'Off' } })

  assert.equal((await heartbeat(credential)).body.autoUpdate, 'Off')
})

test('a node keeps working when its key is regenerated, and is told that it holds an old one', async (t) => {
  const { azure, heartbeat, stateOf } = await started(t)
  const credential = await givenANode(azure)

  await azure.regenerateAuthKey('authKey1')
  await azure.regenerateAuthKey('authKey1')

  const { status, body } = await heartbeat(credential)
  assert.equal(status, 200)
  const { supersededTime, ...key } = body.authKey
  assert.deepEqual(key, { name: 'authKey1', generation: 1, isCurrent: false })
  assert.ok(Math.abs(Date.parse(supersededTime) - Date.now()) < 60_000)
  assert.equal(await stateOf(), 'Online')
})

test('where nodes follow their keys, one whose key is regenerated is refused until it is rekeyed', async (t) => {
  const nodeRules = { maxNodes: 4, expiryMs: 604_800_000, oldestVersion: '5.17.8189.1', followKeys: true }
  const { azure, heartbeat, rekey } = await started(t, { nodeRules })
  const credential = await givenANode(azure)
  const { authKey1 } = await azure.regenerateAuthKey('authKey1')

  assertRefused(await heartbeat(credential), {
    status: 401,
    code: 'NodeKeySuperseded',
    message: /^The node 'Node-1' depends on generation 1 of authKey1, which was superseded at \S+Z by generation 2,/,
  })

  assert.equal((await rekey(credential, authKey1)).status, 200)
  assert.equal((await heartbeat(credential)).status, 200)
})

test('a request to upgrade is told until the node has answered it, and how that ended shows', async (t) => {
  const { azure, heartbeat } = await started(t)
  const credential = await givenANode(azure, { version: '5.19.8214.2' })
  const said = (others: object = {}) => heartbeat(credential, { version: '5.19.8214.2', ...others })
  await said()

  assert.equal((await azure.send('POST', `${runtimeUrl}/upgrade`)).status, 200)

  const { upgrade } = (await said()).body
  assert.equal(upgrade.version, '5.20.8244.2')
  assert.deepEqual((await said({ status: 'Upgrading' })).body.upgrade, upgrade)
  assert.equal((await shownNode(azure)).status, 'Upgrading')
  const update = { result: 'Fail', startTime: '2026-01-01T00:00:00Z', endTime: '2026-01-01T00:01:00Z' }
  assert.deepEqual((await said({ update: { ...update, askedTime: 'another' } })).body.upgrade, upgrade)
  assert.equal((await said({ update: { ...update, askedTime: upgrade.askedTime } })).body.upgrade, undefined)
  const { lastUpdateResult, lastStartUpdateTime, lastEndUpdateTime } = await shownNode(azure)
  assert.deepEqual(
    { lastUpdateResult, lastStartUpdateTime, lastEndUpdateTime },
    { lastUpdateResult: 'Fail', lastStartUpdateTime: update.startTime, lastEndUpdateTime: update.endTime },
  )
})

test('a node that has the software it was asked to have is asked no more, though it says nothing else', async (t) => {
  const { azure, heartbeat } = await started(t)
  const credential = await givenANode(azure, { version: '5.19.8214.2' })
  await heartbeat(credential, { version: '5.19.8214.2' })
  await azure.send('POST', `${runtimeUrl}/upgrade`)

  assert.equal((await heartbeat(credential, { version: '5.20.8244.2' })).body.upgrade, undefined)
  assert.equal((await heartbeat(credential, { version: '5.20.8244.2' })).body.upgrade, undefined)
})

test('credentials to be synced are told by a number that grows, and are in sync when the node says so', async (t) => {
  const { azure, heartbeat } = await started(t)
  const credential = await givenANode(azure)
  const isInSync = async () => (await shownNode(azure)).capabilities.credentialInSync

  assert.equal((await azure.send('POST', `${runtimeUrl}/syncCredentials`)).status, 200)
  await azure.send('POST', `${runtimeUrl}/syncCredentials`)

  assert.equal(await isInSync(), 'False')
  assert.equal((await heartbeat(credential, { credentialsVersion: 1 })).body.credentialsVersion, 3)
  assert.equal(await isInSync(), 'False')
  await heartbeat(credential, { credentialsVersion: 3 })
  assert.equal(await isInSync(), 'True')
  await heartbeat(credential, { credentialsVersion: 2_000_000_000 })
  await azure.send('POST', `${runtimeUrl}/syncCredentials`)
  assert.equal(await isInSync(), 'False', 'nobody has heeded what was not asked yet')
})

for (const [seconds, words] of [
  [-302, /30[123] seconds behind/],
  [302, /30[123] seconds ahead of/],
] as const) {
  test(`a heartbeat from a clock that is off by ${seconds} s is refused`, async (t) => {
    const { azure, heartbeat } = await started(t)
    const credential = await givenANode(azure)

    const time = new Date(azure.now().getTime() + seconds * 1000).toISOString()

    assertRefused(await heartbeat(credential, { time }), { status: 400, code: 'NodeClockOff', message: words })
  })
}

test('a node with software that is too old by now is refused', async (t) => {
  const { azure, heartbeat } = await started(t)
  const credential = await givenANode(azure)

  const reply = await heartbeat(credential, { version: '4.1' })

  assertRefused(reply, { status: 400, code: 'NodeSoftwareTooOld', message: /^The node software 4\.1 is too old/ })
})

test('a node that was taken away, and one that never was, are unknown: both in the same words', async (t) => {
  const { azure, heartbeat } = await started(t)
  const credential = await givenANode(azure)
  await azure.send('DELETE', `${runtimeUrl}/nodes/Node-1`)

  const gone = await heartbeat(credential)
  const never = await heartbeat(`99999999-9999-9999-9999-999999999999.${'x'.repeat(43)}`)

  assertRefused(gone, {
    status: 401,
    code: 'NodeUnknown',
    message: /^No node is known by this credential: it has left, /,
  })
  assert.equal(gone.headers['www-authenticate'], 'Node')
  assert.deepEqual(never.body, gone.body)
})

test('a wrong secret is refused like an unknown node', async (t) => {
  const { azure, heartbeat } = await started(t)
  const [nodeId = '', secret = ''] = (await givenANode(azure)).split('.')

  for (const wrong of [`${secret.slice(0, -2)}${secret.endsWith('AA') ? 'QQ' : 'AA'}`, 'x'.repeat(43)]) {
    assert.equal((await heartbeat(`${nodeId}.${wrong}`)).body.error.code, 'NodeUnknown')
  }
  assert.equal((await heartbeat(`${nodeId.toUpperCase()}.${secret}`)).status, 200)
})

test('a node that has expired is told so, and when it was last heard of', async (t) => {
  const { azure, heartbeat } = await started(t)
  const credential = await givenANode(azure)

  azure.skip(604_800_000)

  assertRefused(await heartbeat(credential), {
    status: 401,
    code: 'NodeExpired',
    message: /^The node 'Node-1' was last heard of at \S+Z and expired at \S+Z\. Register anew\.$/,
  })
  assert.equal((await azure.send('GET', `${runtimeUrl}/nodes/Node-1`)).status, 404)
  assert.equal((await azure.send('POST', `${runtimeUrl}/nodes/Node-1/ipAddress`)).status, 404)
  const limit = { body: { concurrentJobsLimit: 1 } }
  assert.equal((await azure.send('PATCH', `${runtimeUrl}/nodes/Node-1`, limit)).status, 404)
  assert.deepEqual((await status(azure)).typeProperties.nodes, [])
  assert.equal((await status(azure)).state, 'NeedRegistration')
  assert.equal(await monitored(azure), undefined)
  assert.equal((await azure.send('DELETE', `${runtimeUrl}/nodes/Node-1`)).status, 204)
})

test('who tries credentials is refused for a while, and locks the node itself out nowhere', async (t) => {
  const { azure, heartbeat } = await started(t)
  const credential = await givenANode(azure)
  const wrong = `${credential.split('.')[0]}.${'x'.repeat(43)}`
  const from = (remoteAddress: string, shown: string) =>
    azure.app.inject({
      method: 'POST',
      url: '/nodes/v1/leave',
      remoteAddress,
      headers: { host: 'localhost:8443', authorization: `Node ${shown}` },
    })

  for (let count = 0; count < 10; count += 1) assert.equal((await from('192.0.2.1', wrong)).statusCode, 401)

  const refused = await from('192.0.2.1', wrong)
  assert.equal(refused.statusCode, 429)
  assert.equal(refused.json().error.code, 'TooManyAttempts')
  assert.equal((await heartbeat(credential)).status, 200)
  assert.equal((await from('192.0.2.1', credential)).statusCode, 200, 'not even behind the same proxy')
})

test('heartbeats are not in the audit', async (t) => {
  const { azure, heartbeat } = await started(t)
  const credential = await givenANode(azure)

  await heartbeat(credential, { status: 'Limited' })

  assert.deepEqual(
    (await nodeEntries(azure)).map(({ operationName }) => operationName.split('/').at(-2)),
    ['register'],
  )
})

const shared = await shareService()
await shared.givenARuntime()
const credential = await givenANode(shared)

for (const [what, authorization] of Object.entries({
  none: undefined,
  'an empty one': '',
  'a bearer': 'Bearer x',
  'one without a secret': `Node ${credential.split('.')[0]}`,
  'one without an id': `Node .${credential.split('.')[1]}`,
  'one that is too long': `Node ${credential}x`,
  'one that is too short': `Node ${credential.slice(0, -1)}`,
})) {
  test(`a heartbeat with ${what} in place of a credential is told what it needs`, async () => {
    const body = { time: shared.now().toISOString(), status: 'Online', version: '6', metrics }

    const reply = await nodesOn(shared).post('heartbeat', body, authorization === undefined ? {} : { authorization })

    assertRefused(reply, {
      status: 401,
      code: 'NodeCredentialMissing',
      message: /^The request needs the header 'Authorization: Node \{credential\}'/,
    })
  })
}

for (const [what, others] of Object.entries<object>({
  'no figures': { metrics: undefined },
  'a figure that is missing': { metrics: { ...metrics, sentBytes: undefined } },
  'a figure too many': { metrics: { ...metrics, disk: 1 } },
  'memory below nothing': { metrics: { ...metrics, availableMemoryInMB: -1 } },
  'more than all of a processor': { metrics: { ...metrics, cpuUtilization: 101 } },
  'half a percent': { metrics: { ...metrics, cpuUtilization: 0.5 } },
  'bytes beyond counting': { metrics: { ...metrics, sentBytes: 1e300 } },
  'bytes as a text': { metrics: { ...metrics, sentBytes: '1' } },
  'an update without an end': { update: { result: 'Fail', startTime: '2026-01-01T00:00:00Z' } },
  'an update that ended in nothing': {
    update: { result: 'None', startTime: '2026-01-01T00:00:00Z', endTime: '2026-01-01T00:00:00Z' },
  },
  'half a version of credentials': { credentialsVersion: 0.5 },
})) {
  test(`a heartbeat with ${what} is refused, and says where`, async () => {
    const { status, body } = await nodesOn(shared).heartbeat(credential, others)

    assert.equal(status, 400, JSON.stringify(body))
    assert.equal(body.error.code, 'BadRequest')
    assert.match(body.error.message, new RegExp(`^The request body is invalid: ${Object.keys(others)[0]}\\b`))
  })
}
