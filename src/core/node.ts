/** A machine that works for a self-hosted runtime. */
export interface Node {
  readonly runtimeUid: string
  /** Unique within its runtime, whatever its letter case. */
  readonly name: string
  /** What is told of it, by the names of the wire. */
  readonly properties: NodeProperties
  readonly ipAddress: string | undefined
  /** How far its clock is ahead of UTC, as an ISO 8601 duration; undefined until it has said. */
  readonly localTimeZoneOffset: string | undefined
  /** What it last said of its machine; undefined until it has. */
  readonly monitoring: NodeMonitoring | undefined
  /** What a client needs to speak to it; undefined for one that nobody can reach. */
  readonly connection: NodeConnection | undefined
}

/** Documented. */
export const nodeStatuses = [
  'NeedRegistration',
  'Online',
  'Limited',
  'Offline',
  'Upgrading',
  'Initializing',
  'InitializeFailed',
] as const
export type NodeStatus = (typeof nodeStatuses)[number]

/** Documented. */
export const nodeUpdateResults = ['None', 'Succeed', 'Fail'] as const

/** Times are ISO 8601. */
export interface NodeProperties {
  readonly machineName: string
  readonly status: NodeStatus
  /** `"True"` or `"False"` for each: texts on the wire. */
  readonly capabilities: Readonly<Record<string, string>>
  readonly versionStatus: string
  readonly version: string
  readonly registerTime: string
  readonly lastConnectTime?: string
  readonly expiryTime?: string
  readonly lastStartTime?: string
  readonly lastStopTime?: string
  readonly lastUpdateResult: (typeof nodeUpdateResults)[number]
  readonly lastStartUpdateTime?: string
  readonly lastEndUpdateTime?: string
  /** What somebody has set; without it the machine's own limit holds. */
  readonly concurrentJobsLimit?: number
  /** What the machine can take. */
  readonly maxConcurrentJobs: number
}

export interface NodeMonitoring {
  readonly availableMemoryInMB: number
  /** Percent. */
  readonly cpuUtilization: number
  readonly concurrentJobsRunning: number
  readonly sentBytes: number
  readonly receivedBytes: number
}

export interface NodeConnection {
  readonly hostServiceUri: string
  readonly publicKey: string
  readonly identityCertThumbprint: string
  /** Until when its certificate holds: ISO 8601. */
  readonly identityCertExpiry: string
}

const registeredAt = ({ properties }: Node): number => Date.parse(properties.registerTime)

/**
 * The node that fetches work for all: the eldest that is online, and so there is never more than one. Documented, but for
 * the choice.
 */
export const dispatcherOf = (nodes: readonly Node[]): Node | undefined =>
  nodes
    .filter(({ properties }) => properties.status === 'Online')
    .toSorted((one, other) => registeredAt(one) - registeredAt(other))[0]
