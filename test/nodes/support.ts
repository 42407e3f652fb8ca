import assert from 'node:assert/strict'
import type { AuditEntry } from '../../src/core/audit/auditEntry.ts'
import { parseRecordLine } from '../../src/core/audit/chainRecord.ts'
import { factoryKey, parseRuntimeId } from '../../src/core/resourceId.ts'
import { runtimeUrl } from '../support/known.ts'
import type { Service } from '../support/shareService.ts'
import type { Reply } from '../support/startService.ts'

export const version = '5.20.8244.2'

export const metrics = {
  availableMemoryInMB: 16_740,
  cpuUtilization: 15,
  concurrentJobsRunning: 3,
  sentBytes: 2.5,
  receivedBytes: 6.75,
}

/** Who speaks to the service as a node does; its clock is that of the test. */
export const nodesOn = (azure: Service) => {
  const post = (path: string, body?: object | string, headers: Record<string, string> = {}): Promise<Reply> =>
    azure.send('POST', `/nodes/v1/${path}`, { query: '', token: null, headers, ...(body !== undefined && { body }) })
  const by = (credential: string) => ({ authorization: `Node ${credential}` })
  return {
    post,
    register: (authKey: string, others: object = {}) =>
      post('register', {
        authKey,
        nodeName: 'Node-1',
        machineName: 'MACHINE-1',
        version,
        time: azure.now().toISOString(),
        maxConcurrentJobs: 20,
        ...others,
      }),
    heartbeat: (credential: string, others: object = {}) =>
      post(
        'heartbeat',
        { time: azure.now().toISOString(), status: 'Online', version, metrics, ...others },
        by(credential),
      ),
    rekey: (credential: string, authKey: string, others: object = {}) =>
      post('rekey', { authKey, time: azure.now().toISOString(), ...others }, by(credential)),
    leave: (credential: string) => post('leave', undefined, by(credential)),
    verify: (authKey: string, token?: string) =>
      azure.send('POST', '/nodes/v1/keys/verify', { query: '', body: { authKey }, ...(token && { token }) }),
  }
}

/** A node that is registered with authKey1 and online, by its credential. */
export const givenANode = async (azure: Service, others: object = {}): Promise<string> => {
  const { authKey1 } = await azure.listAuthKeys()
  const { register, heartbeat } = nodesOn(azure)
  const { status, body } = await register(authKey1, others)
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal((await heartbeat(body.credential)).status, 200)
  return body.credential
}

/** The node as the service shows it. */
export const shownNode = async (azure: Service, name = 'Node-1') =>
  (await azure.send('GET', `${runtimeUrl}/nodes/${name}`)).body

/** What the audit tells of nodes, the oldest first. */
export const nodeEntries = async ({ store }: Service): Promise<AuditEntry[]> => {
  const id = parseRuntimeId(runtimeUrl)
  assert.ok(id)
  const lines = await store.read((tx) => tx.listAuditLines(factoryKey(id), { after: 0, limit: 1000 }))
  return lines.map((line) => parseRecordLine(line).entry).filter(({ caller }) => caller.kind === 'node')
}

/** That a request was refused, in the provider's envelope. */
export const assertRefused = (
  { status, headers, body }: Reply,
  expected: { status: number; code: string; message: RegExp },
) => {
  assert.equal(status, expected.status, JSON.stringify(body))
  assert.deepEqual(Object.keys(body.error), ['code', 'message', 'target', 'details'])
  assert.equal(body.error.code, expected.code)
  assert.match(body.error.message, expected.message)
  assert.equal(headers.server, 'Kestrel')
  assert.match(String(headers['x-ms-request-id']), /^[0-9a-f-]{36}$/)
}

/** Until something holds that is written within a second. */
export const eventually = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  const end = Date.now() + 10_000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    assert.ok(Date.now() < end, 'it never came')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
