import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { type TestContext, test } from 'node:test'
import type { SelfHostedIntegrationRuntimeStatus } from '@azure/arm-datafactory'
import { type Agent, eventually, keyFileIn, startAgent, tellAgent, workingAgent } from '../support/agents.ts'
import { azureClient } from '../support/azureClients.ts'
import { sampleRuntimeUrl, sampleSubscriptionId } from '../support/documentedSample.ts'
import { owner, tenantId } from '../support/known.ts'
import { type Server, startProgram } from '../support/program.ts'
import { fetchToken, request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const sample = ['exampleResourceGroup', 'exampleFactoryName', 'exampleIntegrationRuntime'] as const

/** A server process, and Microsoft's own client for it. */
const startServer = async (t: TestContext, data: string) => {
  const server = await startProgram(t, data)
  const { url, caFile } = server.ready
  const azure = { url, ca: readFileSync(caFile, 'utf8'), tenantId }
  return {
    server,
    runtimes: azureClient(azure, { ...owner, subscriptionId: sampleSubscriptionId }).integrationRuntimes,
  }
}

type Runtimes = Awaited<ReturnType<typeof startServer>>['runtimes']

/** By name, how each node is. */
const nodesOf = async (runtimes: Runtimes) => {
  const { properties } = await runtimes.getStatus(...sample)
  const { nodes = [] } = properties as SelfHostedIntegrationRuntimeStatus
  return new Map(nodes.map((node) => [node.nodeName ?? '', node]))
}

const statesOf = async (runtimes: Runtimes) =>
  Object.fromEntries([...(await nodesOf(runtimes))].map(([name, { status }]) => [name, status]))

/** How many nodes each key has, which are safe to regenerate, and how many nodes have neither. */
const usageAt = async ({ ready }: Server) => {
  const authorization = `Bearer ${await fetchToken(ready.httpUrl, { tenantId, ...owner })}`
  const url = `${ready.httpUrl}${sampleRuntimeUrl}/listAuthKeyUsage?api-version=2018-06-01`
  const { status, text } = await request(url, { method: 'POST', headers: { authorization } })
  assert.equal(status, 200, text)
  const { keys, nodesWithoutCurrentKey } = JSON.parse(text)
  const [one, two] = keys.map(({ nodes }: { nodes: unknown[] }) => nodes.length)
  const safe = keys.map(({ safeToRegenerate }: { safeToRegenerate: boolean }) => safeToRegenerate)
  return { nodes: [one, two], safe, without: nodesWithoutCurrentKey.length }
}

const ifUnused = { requestOptions: { customHeaders: { 'x-lazulite-if-unused': 'true' } } }
const names = ['NODE-A', 'NODE-B', 'NODE-C', 'NODE-D']
const online = (some: readonly string[]) => Object.fromEntries(some.map((name) => [name, 'Online']))

const reasonOf = async ({ ended, stderr }: Agent): Promise<string> => {
  assert.equal((await ended).code, 1, stderr())
  return stderr().trimEnd().split('\n').at(-1) ?? ''
}

test('keys are regenerated while four nodes work by them, and nobody drops out', async (t) => {
  const [data, folder] = [temporaryFolder(t), temporaryFolder(t)]
  const { server, runtimes } = await startServer(t, data)
  const first = await runtimes.listAuthKeys(...sample)
  const oldKey = keyFileIn(folder, 'old', first.authKey1)
  const second = keyFileIn(folder, 'second', first.authKey2)
  const at = (name: string, keyFile = oldKey) => ({ folder, name, keyFile, server: [`--data=${data}`] })

  const agents = await Promise.all(names.map((name) => workingAgent(t, at(name))))

  assert.deepEqual(await statesOf(runtimes), online(names))
  assert.deepEqual(await usageAt(server), { nodes: [4, 0], safe: [false, true], without: 0 })
  const fifth = startAgent(t, at('NODE-E'))
  assert.match(
    await reasonOf(fifth),
    /^lazulite: the server refuses to register NODE-E: All 4 places .*'exampleIntegrationRuntime'.* are taken, by 'NODE-A' on .*'NODE-B' on .*'NODE-C' on .*'NODE-D' on /,
  )

  // The key is regenerated while they work.
  const fresh = await runtimes.regenerateAuthKey(...sample, { keyName: 'authKey1' })

  await eventually('each has been told', () => agents.every(({ stderr }) => stderr().includes('was regenerated')))
  assert.deepEqual(await statesOf(runtimes), online(names))
  assert.deepEqual(await usageAt(server), { nodes: [0, 0], safe: [true, true], without: 4 })

  // One leaves; nobody gets its place by the old key, and somebody does by the new one.
  const leaver = agents.pop()
  assert.ok(leaver)
  assert.equal((await tellAgent(t, leaver, ['leave'])).stdout, 'NODE-D has left exampleIntegrationRuntime.\n')
  assert.deepEqual(await leaver.ended, { code: 0, signal: null }, 'it ends by itself')
  const late = startAgent(t, at('NODE-F'))
  assert.match(
    await reasonOf(late),
    /^lazulite: the server refuses to register NODE-F: This is generation 1 of authKey1 of .*'exampleIntegrationRuntime'.* superseded at 20\S+Z by generation 2\./,
  )
  agents.push(await workingAgent(t, at('NODE-F', keyFileIn(folder, 'new', fresh.authKey1))))
  await assert.rejects(runtimes.regenerateAuthKey(...sample, { keyName: 'authKey1' }, ifUnused), {
    statusCode: 409,
    code: 'AuthKeyInUse',
    message: /NODE-F/,
  })

  // One after the other gets the second key, until the first is nobody's.
  const countdown = []
  for (const agent of agents) {
    const { code, stdout, stderr } = await tellAgent(t, agent, ['rekey', `--key-file=${second}`])
    assert.deepEqual([code, stderr], [0, ''])
    assert.equal(stdout, `${agent.name} has authKey2 of exampleIntegrationRuntime now, generation 1.\n`)
    countdown.push(await usageAt(server))
  }
  assert.deepEqual(countdown, [
    { nodes: [1, 1], safe: [false, false], without: 2 },
    { nodes: [1, 2], safe: [false, false], without: 1 },
    { nodes: [1, 3], safe: [false, false], without: 0 },
    { nodes: [0, 4], safe: [true, false], without: 0 },
  ])
  const last = await runtimes.regenerateAuthKey(...sample, { keyName: 'authKey1' }, ifUnused)

  // The server is killed, is gone for a while, and comes back elsewhere.
  server.kill('SIGKILL')
  await server.ended
  await eventually('each has missed it', () => agents.every(({ stderr }) => stderr().includes('trying again')))
  const back = await startServer(t, data)
  await eventually('each has found it', () => agents.every(({ stderr }) => stderr().includes('answers again')))

  const working = agents.map(({ name }) => name)
  assert.deepEqual(await statesOf(back.runtimes), online(working))
  assert.deepEqual(await usageAt(back.server), { nodes: [0, 4], safe: [true, false], without: 0 })
  // Figures are on the disk within a second.
  await eventually('each has told its figures', async () => {
    const { nodes = [] } = await back.runtimes.getMonitoringData(...sample)
    return nodes.length === 4 && nodes.every(({ availableMemoryInMB = 0 }) => availableMemoryInMB > 0)
  })
  const { nodes = [] } = await back.runtimes.getMonitoringData(...sample)
  for (const { cpuUtilization = -1, concurrentJobsRunning, sentBytes, receivedBytes } of nodes) {
    assert.ok(cpuUtilization >= 0 && cpuUtilization <= 100)
    assert.equal(concurrentJobsRunning, 0)
    assert.ok(Number.isFinite(sentBytes) && Number.isFinite(receivedBytes))
  }

  // They stop, and stay registered.
  for (const { kill } of agents) kill('SIGTERM')
  for (const { ended } of agents) assert.deepEqual(await ended, { code: 0, signal: null })
  assert.deepEqual([...(await nodesOf(back.runtimes)).keys()], working)

  const credentials = agents.map(({ state }) => JSON.parse(readFileSync(state, 'utf8')).credential)
  const keys = [first.authKey1, first.authKey2, fresh.authKey1, last.authKey1].map((key = '') => key.split('@').at(-1))
  const programs = [server, back.server, leaver, fifth, late, ...agents]
  const written = programs.map(({ stdout, stderr }) => stdout() + stderr()).join('')
  for (const secret of [...keys, ...credentials]) assert.ok(secret && !written.includes(secret), 'no secret was told')
})
