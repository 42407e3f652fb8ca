import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Node, NodeProperties } from '../../src/core/node.ts'
import { parseRuntimeId } from '../../src/core/resourceId.ts'
import { formatTimestamp } from '../../src/core/timestamps.ts'
import { runtimeUrl } from './known.ts'
import type { Service } from './shareService.ts'

export const nodeName = 'Node_1'

/** In a minute from now: no test takes so long that the node goes silent. */
const heardMs = Date.now() + 60_000

/** What makes a node Offline: a minute of silence. */
export const silent = { heartbeatMs: Date.now() - 60_000 }

/** A node that is online, can be reached and has told all that nodes tell, but for what others say instead. */
export const onlineNode = (runtimeUid: string, others: Partial<Omit<Node, 'runtimeUid'>> = {}): Node => ({
  runtimeUid,
  id: randomUUID(),
  credentialHash: '0'.repeat(32),
  key: { name: 'authKey1', generation: 1, fingerprint: '0'.repeat(32) },
  heartbeatMs: heardMs,
  name: nodeName,
  properties: nodeProperties,
  ipAddress: '10.0.0.4',
  localTimeZoneOffset: 'PT8H',
  monitoring: {
    availableMemoryInMB: 16_740,
    cpuUtilization: 15,
    concurrentJobsRunning: 3,
    sentBytes: 2.5,
    receivedBytes: 6.75,
  },
  connection: {
    hostServiceUri: 'https://node-1.example:8050/HostServiceRemote.svc/',
    publicKey: 'A public key',
    identityCertThumbprint: '0123456789ABCDEF0123456789ABCDEF01234567',
    identityCertExpiry: '9999-12-31T23:59:59Z',
  },
  credentialsVersion: 1,
  heededCredentialsVersion: 1,
  upgrade: undefined,
  ...others,
})

export const capabilities = {
  serviceBusConnected: 'True',
  httpsPortEnabled: 'True',
  credentialInSync: 'True',
  connectedToResourceManager: 'True',
  nodeEnabled: 'True',
}

/** Not in the order of the wire: that is for the service to see to. */
export const nodeProperties: NodeProperties = {
  maxConcurrentJobs: 20,
  lastUpdateResult: 'None',
  lastStartTime: '2022-08-17T03:45:30.8499851Z',
  registerTime: '2022-08-17T03:44:55.8012825Z',
  version: '5.20.8244.2',
  capabilities,
  status: 'Online',
  machineName: 'MACHINE-1',
}

/** How the node that is online is told of, where it is the only one: in the order of the wire. */
export const shownNode = {
  nodeName: 'Node_1',
  machineName: 'MACHINE-1',
  hostServiceUri: 'https://node-1.example:8050/HostServiceRemote.svc/',
  status: 'Online',
  capabilities,
  versionStatus: 'UpToDate',
  version: '5.20.8244.2',
  registerTime: '2022-08-17T03:44:55.8012825Z',
  lastConnectTime: formatTimestamp(new Date(heardMs)),
  expiryTime: formatTimestamp(new Date(heardMs + 604_800_000)),
  lastStartTime: '2022-08-17T03:45:30.8499851Z',
  lastUpdateResult: 'None',
  isActiveDispatcher: true,
  maxConcurrentJobs: 20,
}

/** Puts nodes into the runtime at an address, each online but for what it says instead. */
export const givenNodes = async (
  azure: Service,
  nodes: readonly (Partial<Omit<Node, 'properties' | 'runtimeUid'>> & { properties?: Partial<NodeProperties> })[] = [
    {},
  ],
  url = runtimeUrl,
): Promise<void> =>
  azure.store.change(async (tx) => {
    const id = parseRuntimeId(url)
    const runtime = id && (await tx.findRuntime(id))
    if (!runtime) return assert.fail(`there is no runtime at ${url}`)
    for (const { properties, ...others } of nodes) {
      const told = { ...nodeProperties, ...properties }
      await tx.saveNode(onlineNode(runtime.uid, { ...others, properties: told }))
    }
  })
