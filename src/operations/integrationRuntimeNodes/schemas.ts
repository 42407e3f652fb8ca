import { type Static, Type } from 'typebox'
import { dispatcherOf } from '../../core/dispatcherOf.ts'
import { jobsLimitOf, nodeStatuses, nodeUpdateResults } from '../../core/node.ts'
import type { SeenNode } from '../../core/seenNode.ts'
import { mapOf } from '../../schemas/mapOf.ts'

const time = Type.Optional(Type.String({ description: 'ISO 8601.' }))
const count = Type.Integer({ minimum: 1 })

export const Capabilities = mapOf(Type.String())

export const NodeReply = Type.Object(
  {
    nodeName: Type.String(),
    machineName: Type.String(),
    hostServiceUri: Type.Optional(Type.String()),
    status: Type.Enum([...nodeStatuses]),
    capabilities: Capabilities,
    versionStatus: Type.String(),
    version: Type.String(),
    registerTime: Type.String({ description: 'ISO 8601.' }),
    lastConnectTime: time,
    expiryTime: time,
    lastStartTime: time,
    lastStopTime: time,
    lastUpdateResult: Type.Enum([...nodeUpdateResults]),
    lastStartUpdateTime: time,
    lastEndUpdateTime: time,
    isActiveDispatcher: Type.Boolean({ description: 'Whether it is the one that fetches work for all.' }),
    concurrentJobsLimit: Type.Optional(count),
    maxConcurrentJobs: count,
  },
  { additionalProperties: false },
)

/**
 * A node as it is answered, by itself and in the status of its runtime; members in the order of the service's document.
 *
 * @param all the nodes of its runtime, of which one fetches work.
 */
export const toNodeReply = (
  { name, properties, connection }: SeenNode,
  all: readonly SeenNode[],
): Static<typeof NodeReply> =>
  inOrder({
    nodeName: name,
    ...(connection && { hostServiceUri: connection.hostServiceUri }),
    ...properties,
    ...(properties.concurrentJobsLimit !== undefined && { concurrentJobsLimit: jobsLimitOf(properties) }),
    isActiveDispatcher: dispatcherOf(all)?.name === name,
  })

const names = Object.keys(NodeReply.properties)

const inOrder = (node: Static<typeof NodeReply>): Static<typeof NodeReply> => {
  const entries = Object.entries(node).toSorted(([one], [other]) => names.indexOf(one) - names.indexOf(other))
  return Object.fromEntries(entries) as Static<typeof NodeReply>
}
