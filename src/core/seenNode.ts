import type { Node, NodeProperties, NodeStatus } from './node.ts'
import type { NodeRules } from './nodeRules.ts'
import { type VersionStatus, versionStatusOf } from './nodeSoftware.ts'
import { formatTimestamp } from './timestamps.ts'

/** A node as it is at a moment, for others to see. It lacks what makes it known, and so is nothing to be kept. */
export interface SeenNode extends Omit<Node, 'credentialHash' | 'properties'> {
  readonly properties: SeenProperties
}

interface SeenProperties extends Omit<NodeProperties, 'status'> {
  readonly status: NodeStatus
  readonly versionStatus: VersionStatus
  readonly lastConnectTime: string
  readonly expiryTime: string
}

/** The moment at which a node is looked at, and the rules that hold then. */
export interface NodeMoment {
  readonly now: Date
  readonly nodeRules: Pick<NodeRules, 'expiryMs'>
}

/** How long a node waits between two heartbeats. */
export const heartbeatSeconds = 10

/** More silence than of three heartbeats is no late answer any more. */
const longestSilenceMs = 3 * heartbeatSeconds * 1000

/** Whether a node is offline by now: whatever it last said of itself, nothing has come of it since. */
export const isSilent = ({ heartbeatMs }: Pick<Node, 'heartbeatMs'>, now: Date): boolean =>
  now.getTime() - heartbeatMs > longestSilenceMs

/** Whether a node is forgotten by now: its name and its place are free, and it depends on no key. */
export const isExpired = ({ heartbeatMs }: Pick<Node, 'heartbeatMs'>, { now, nodeRules }: NodeMoment): boolean =>
  heartbeatMs + nodeRules.expiryMs <= now.getTime()

/** A node that has not expired, as it is at a moment. */
export const seenNode = ({ credentialHash: _, ...node }: Node, { now, nodeRules }: NodeMoment): SeenNode => {
  const status = isSilent(node, now) ? 'Offline' : node.properties.status
  return {
    ...node,
    properties: {
      ...node.properties,
      status,
      capabilities: capabilitiesOf(node, status),
      versionStatus: versionStatusOf(node.properties.version),
      lastConnectTime: formatTimestamp(new Date(node.heartbeatMs)),
      expiryTime: formatTimestamp(new Date(node.heartbeatMs + nodeRules.expiryMs)),
    },
  }
}

/** By their documented names. What a node has not told is what can be seen of it, and two of them it cannot know. */
const capabilitiesOf = (
  { connection, properties, credentialsVersion, heededCredentialsVersion }: Omit<Node, 'credentialHash'>,
  status: NodeStatus,
): NodeProperties['capabilities'] => {
  const isConnected = asText(status !== 'Offline')
  const {
    serviceBusConnected = isConnected,
    httpsPortEnabled = asText(connection !== undefined),
    credentialInSync: _toldSync,
    connectedToResourceManager: _toldConnected,
    nodeEnabled = 'True',
    ...others
  } = properties.capabilities
  return {
    serviceBusConnected,
    httpsPortEnabled,
    credentialInSync: asText(heededCredentialsVersion >= credentialsVersion),
    connectedToResourceManager: isConnected,
    nodeEnabled,
    ...others,
  }
}

const asText = (value: boolean): string => (value ? 'True' : 'False')
