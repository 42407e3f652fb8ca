import type { NodeRules } from '../core/nodeRules.ts'
import type { RepeatabilityRules } from '../core/repeatability.ts'
import type { Config } from './settings.ts'

interface Rules {
  readonly nodeRules: NodeRules
  readonly repeatability: RepeatabilityRules
}

/** What the settings say of nodes and of requests that come again, in the words and units of the core. */
export const rulesOf = (config: Config): Rules => ({
  nodeRules: {
    maxNodes: config.maxNodes,
    expiryMs: config.nodeExpirySeconds * 1000,
    oldestVersion: config.oldestNodeVersion,
    followKeys: config.nodesFollowKeys,
  },
  repeatability: {
    windowMs: config.repeatabilityHours * 3_600_000,
    takesClientRequestIds: config.repeatClientRequestIds,
  },
})
