import type { Node, NodeConnection, NodeMonitoring, NodeProperties, NodeUpgrade, SelfToldStatus } from './node.ts'
import { isNewer } from './nodeSoftware.ts'
import { formatTimestamp } from './timestamps.ts'

/** What a node says of itself and its machine. What it leaves out is as it last said. */
export interface NodeTold {
  readonly ipAddress?: string
  readonly localTimeZoneOffset?: string
  readonly capabilities?: NodeProperties['capabilities']
  readonly connection?: NodeConnection
  readonly lastStartTime?: string
  readonly lastStopTime?: string
}

/** What a node says when it comes. */
export interface NodeIntroduction extends NodeTold {
  readonly nodeName: string
  readonly machineName: string
  readonly version: string
  readonly maxConcurrentJobs: number
}

/** What a node says every few seconds. */
export interface NodeReport extends NodeTold {
  readonly status: SelfToldStatus
  readonly version: string
  readonly metrics: NodeMonitoring
  readonly maxConcurrentJobs?: number
  readonly credentialsVersion?: number
  readonly update?: {
    readonly result: 'Fail' | 'Succeed'
    readonly startTime: string
    readonly endTime: string
    /** Of the request that this is the answer to; undefined where it has updated itself unasked. */
    readonly askedTime?: string
  }
}

/** A node that has said nothing yet but who it is. Its credentials are in order: nobody has asked for anything else. */
export const newNode = (
  known: Pick<Node, 'credentialHash' | 'id' | 'key' | 'runtimeUid'>,
  { nodeName, machineName, version, maxConcurrentJobs, ...told }: NodeIntroduction,
  now: Date,
): Node =>
  withTold(
    {
      ...known,
      heartbeatMs: now.getTime(),
      name: nodeName,
      properties: {
        machineName,
        status: 'Initializing',
        capabilities: {},
        version,
        registerTime: formatTimestamp(now),
        lastUpdateResult: 'None',
        maxConcurrentJobs,
      },
      ipAddress: undefined,
      localTimeZoneOffset: undefined,
      monitoring: undefined,
      connection: undefined,
      credentialsVersion: 1,
      heededCredentialsVersion: 1,
      upgrade: undefined,
    },
    told,
  )

/** A node after it has said how it is. */
export const heardFrom = (node: Node, report: NodeReport, now: Date): Node => {
  const { status, version, metrics, update, maxConcurrentJobs = node.properties.maxConcurrentJobs } = report
  const { credentialsVersion = node.heededCredentialsVersion } = report
  const told = withTold(node, report)
  return {
    ...told,
    heartbeatMs: now.getTime(),
    monitoring: metrics,
    heededCredentialsVersion: Math.min(credentialsVersion, node.credentialsVersion),
    upgrade: isUpgraded(node.upgrade, report) ? undefined : node.upgrade,
    properties: {
      ...told.properties,
      status,
      version,
      maxConcurrentJobs,
      ...(update && {
        lastUpdateResult: update.result,
        lastStartUpdateTime: update.startTime,
        lastEndUpdateTime: update.endTime,
      }),
    },
  }
}

/** Whether a request to upgrade is done with: the node says how it ended, or has the software that it was to have. */
const isUpgraded = (upgrade: NodeUpgrade | undefined, { update, version }: NodeReport): boolean =>
  upgrade !== undefined && (update?.askedTime === upgrade.askedTime || !isNewer(upgrade.version, version))

const withTold = (node: Node, told: NodeTold): Node => {
  const { capabilities, lastStartTime, lastStopTime } = told
  return {
    ...node,
    ipAddress: told.ipAddress ?? node.ipAddress,
    localTimeZoneOffset: told.localTimeZoneOffset ?? node.localTimeZoneOffset,
    connection: told.connection ?? node.connection,
    properties: {
      ...node.properties,
      ...(capabilities && { capabilities }),
      ...(lastStartTime !== undefined && { lastStartTime }),
      ...(lastStopTime !== undefined && { lastStopTime }),
    },
  }
}
