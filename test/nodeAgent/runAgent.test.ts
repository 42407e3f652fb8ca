import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { Value } from 'typebox/value'
import type { JsonObject } from '../../src/core/json.ts'
import { latestNodeSoftware } from '../../src/core/nodeSoftware.ts'
import type { HeartbeatReply, NodeServer } from '../../src/nodeAgent/nodeServer.ts'
import { readState } from '../../src/nodeAgent/nodeState.ts'
import { Refusal } from '../../src/nodeAgent/refusal.ts'
import { runAgent } from '../../src/nodeAgent/runAgent.ts'
import { HeartbeatBody, RegisterBody } from '../../src/nodes/schemas.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const integrationRuntime = { name: 'Runtime-1', factoryName: 'Factory-1', uid: '88888888-8888-8888-8888-888888888888' }
const authKey = { name: 'authKey1', generation: 1, isCurrent: true }
const reply: HeartbeatReply = { heartbeatSeconds: 1, concurrentJobsLimit: 4, credentialsVersion: 1, authKey }

/** What the server says to one heartbeat after the other; then the agent is told to stop. */
const runWith = async (t: TestContext, answers: readonly (HeartbeatReply | Refusal)[]) => {
  const stopping = new AbortController()
  const stateFile = join(temporaryFolder(t), 'state')
  const lines: string[] = []
  const note = (details: unknown, text = details): void => void lines.push(String(text))
  const registrations: JsonObject[] = []
  const heartbeats: JsonObject[] = []
  const left = [...answers]
  const server: NodeServer = {
    register: async (body) => {
      registrations.push(body)
      const nodeName = String(body.nodeName)
      return { nodeId: 'id', credential: `credential-${registrations.length}`, nodeName, integrationRuntime, authKey }
    },
    heartbeat: async (_, body) => {
      heartbeats.push(body)
      const answer = left.shift() ?? reply
      if (left.length === 0) stopping.abort()
      if (answer instanceof Refusal) throw answer
      return answer
    },
    rekey: () => assert.fail(),
    leave: () => assert.fail(),
  }
  const run = () =>
    runAgent(
      {
        nodeName: 'NODE-1',
        stateFile,
        server,
        source: { data: '/data' },
        readKey: async () => 'IR@key',
        effects: { now: () => new Date(), randomBytes },
        log: { info: note, warn: note },
        stop: stopping.signal,
        onWorking: () => undefined,
      },
      undefined,
    )
  return { run, stateFile, lines, registrations, heartbeats }
}

const refusal = (code: string) => new Refusal('gone', { status: 401, code, retryAfterSeconds: undefined })

test('all that it says is what a server takes', async (t) => {
  const { run, registrations, heartbeats } = await runWith(t, [
    { ...reply, upgrade: { version: '99.0', askedTime: 'x' } },
    reply,
  ])

  await run()

  for (const body of registrations) assert.deepEqual(Value.Errors(RegisterBody, body), [])
  assert.equal(heartbeats.length, 2)
  for (const body of heartbeats) assert.deepEqual(Value.Errors(HeartbeatBody, body), [])
})

for (const [version, result] of [
  ['99.0', 'Fail'],
  [latestNodeSoftware, 'Succeed'],
] as const) {
  test(`it answers once that an upgrade to ${version} has ended as ${result}`, async (t) => {
    const upgrade = { version, askedTime: '2026-01-01T00:00:00Z' }
    const { run, heartbeats } = await runWith(t, [{ ...reply, upgrade }, reply, reply])

    await run()

    const updates = heartbeats.map(({ update }) => update as { result: string; askedTime: string } | undefined)
    assert.deepEqual(
      updates.map((update) => update && [update.result, update.askedTime]),
      [undefined, [result, upgrade.askedTime], undefined],
    )
  })
}

test('what it is told anew is logged, and what stays as it was is not', async (t) => {
  const superseded = { ...authKey, isCurrent: false, supersededTime: '2026-01-01T00:00:00Z' }
  const { run, lines } = await runWith(t, [
    reply,
    reply,
    { ...reply, authKey: superseded, concurrentJobsLimit: 2, credentialsVersion: 2 },
    { ...reply, authKey: superseded, concurrentJobsLimit: 2, credentialsVersion: 2 },
    { ...reply, authKey: { ...authKey, name: 'authKey2' }, concurrentJobsLimit: 2, credentialsVersion: 2 },
  ])

  await run()

  assert.deepEqual(lines.slice(1), [
    'the key that this node has was regenerated; it keeps working, and should be rekeyed',
    'may run that many jobs',
    'asked to sync credentials, and has none',
    'rekeyed',
  ])
})

for (const code of ['NodeExpired', 'NodeUnknown']) {
  test(`it registers anew where the server says ${code}`, async (t) => {
    const { run, registrations, stateFile } = await runWith(t, [reply, refusal(code), reply])

    await run()

    assert.equal(registrations.length, 2)
    assert.equal((await readState(stateFile))?.credential, 'credential-2')
  })
}

test('it ends, and registers no more, where its state is gone when the server does not know it', async (t) => {
  const { run, registrations, stateFile, lines } = await runWith(t, [reply, refusal('NodeUnknown'), reply])
  setTimeout(() => rmSync(stateFile), 500)

  await run()

  assert.equal(registrations.length, 1)
  assert.equal(lines.at(-1), 'this node has left')
})
