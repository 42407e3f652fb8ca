import { type Static, Type } from 'typebox'
import { jobsLimitOf } from '../../core/node.ts'
import { requireNodeHolder } from '../../core/nodeHolder.ts'
import { nodesOf } from '../../core/nodesOf.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import type { SeenNode } from '../../core/seenNode.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

const count = Type.Integer({ minimum: 0 })

const NodeMonitoringReply = Type.Object(
  {
    nodeName: Type.String(),
    availableMemoryInMB: Type.Optional(count),
    cpuUtilization: Type.Optional(Type.Integer({ description: 'Percent.' })),
    concurrentJobsLimit: count,
    concurrentJobsRunning: Type.Optional(count),
    maxConcurrentJobs: count,
    sentBytes: Type.Optional(Type.Number()),
    receivedBytes: Type.Optional(Type.Number()),
  },
  { additionalProperties: false },
)

const MonitoringReply = Type.Object(
  { name: Type.String(), nodes: Type.Optional(Type.Array(NodeMonitoringReply)) },
  { additionalProperties: false },
)

/**
 * Tells what the nodes of a self-hosted runtime last said of their machines; of a linked runtime, what those of the one
 * that it borrows did, under its name. Counts as a read, though it is a POST. Recorded without nodes, documented with.
 *
 * @throws CloudError `NotFound`, and what `requireNodeHolder` throws.
 */
export const getMonitoringData = operation({
  id: 'IntegrationRuntimes_GetMonitoringData',
  method: 'POST',
  path: `${runtimePath}/monitoringData`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/monitoringdata/read',
  summary: 'Tells how busy the nodes of a self-hosted integration runtime are.',
  effect: 'read',
  body: null,
  replies: { 200: MonitoringReply },

  handle: async ({ target, factory, nodeRules }, tx, { now }) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    const holder = await requireNodeHolder(tx, factory, runtime)
    const nodes = await nodesOf(tx, holder.uid, { now: now(), nodeRules })
    return ok({
      name: holder.id.integrationRuntimeName,
      ...(nodes.length > 0 && { nodes: nodes.map(toMonitoringReply) }),
    })
  },
})

const toMonitoringReply = ({ name, properties, monitoring }: SeenNode): Static<typeof NodeMonitoringReply> => {
  const { maxConcurrentJobs } = properties
  const concurrentJobsLimit = jobsLimitOf(properties)
  if (!monitoring) return { nodeName: name, concurrentJobsLimit, maxConcurrentJobs }
  const { availableMemoryInMB, cpuUtilization, concurrentJobsRunning, sentBytes, receivedBytes } = monitoring
  return {
    nodeName: name,
    availableMemoryInMB,
    cpuUtilization,
    concurrentJobsLimit,
    concurrentJobsRunning,
    maxConcurrentJobs,
    sentBytes,
    receivedBytes,
  }
}
