import type { AuthKeyMark } from './authKey.ts'

/** A machine that works for a self-hosted runtime, as it is kept: how it is at a moment is for `seenNode.ts` to say. */
export interface Node {
  readonly runtimeUid: string
  /** A UUID, new with each registration. */
  readonly id: string
  /** The store's keyed hash of what the node shows to be known. */
  readonly credentialHash: string
  /** The key that it has registered or last rekeyed with. */
  readonly key: Omit<AuthKeyMark, 'runtimeUid'>
  /** When it was last heard of, in milliseconds since 1970. */
  readonly heartbeatMs: number
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
  /** One more each time that it is to have its credentials agree with those of the others. */
  readonly credentialsVersion: number
  /** That of which it has last said that it did. */
  readonly heededCredentialsVersion: number
  /** What it was asked to replace its software by; undefined once it has said how that ended. */
  readonly upgrade: NodeUpgrade | undefined
}

export interface NodeUpgrade {
  readonly version: string
  /** ISO 8601. Tells one request from another. */
  readonly askedTime: string
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

/** Those that a node says of itself; the others are found by its silence, or by its not being there. */
export const selfToldStatuses = ['Online', 'Limited', 'Upgrading', 'Initializing', 'InitializeFailed'] as const
export type SelfToldStatus = (typeof selfToldStatuses)[number]

/** Documented. */
export const nodeUpdateResults = ['None', 'Succeed', 'Fail'] as const

/** What it has said of itself, and what was set. Times are ISO 8601. */
export interface NodeProperties {
  readonly machineName: string
  readonly status: SelfToldStatus
  /** `"True"` or `"False"` for each: texts on the wire. Empty for one that has told none. */
  readonly capabilities: Readonly<Record<string, string>>
  readonly version: string
  readonly registerTime: string
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

/** How many jobs it may run at once: what somebody has set, but no more than its machine can take by now. */
export const jobsLimitOf = ({
  maxConcurrentJobs,
  concurrentJobsLimit = maxConcurrentJobs,
}: Pick<NodeProperties, 'concurrentJobsLimit' | 'maxConcurrentJobs'>): number =>
  Math.min(concurrentJobsLimit, maxConcurrentJobs)

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
