import type { Static } from 'typebox'
import type { AuthKey } from '../core/authKey.ts'
import { jobsLimitOf, type Node } from '../core/node.ts'
import { differInFiguresAlone } from '../core/nodeFigures.ts'
import { nodeKeySuperseded, nodeUnknown } from '../core/nodeRefusals.ts'
import { heardFrom, type NodeReport } from '../core/nodeReport.ts'
import { requireClock } from '../core/requireClock.ts'
import { requireSoftware } from '../core/requireSoftware.ts'
import type { Runtime } from '../core/runtime.ts'
import { SealBroken, storedSecretBroken } from '../core/sealBroken.ts'
import { heartbeatSeconds, isSilent, type NodeMoment } from '../core/seenNode.ts'
import { type Exchange, endpoint, type NodeParts } from './endpoint.ts'
import { keyReference } from './keyReference.ts'
import { callerOf, nodeAction } from './nodeDeed.ts'
import { requireKnownNode, requireKnownStill } from './requireKnownNode.ts'
import { HeartbeatBody, type HeartbeatReply } from './schemas.ts'
import { tellBroken } from './tellBroken.ts'

/**
 * Takes what a node says of itself, and tells it what is asked of it. Figures are kept within a second; all else that is
 * new, and that it is there again, is on the disk before it is answered.
 *
 * @throws CloudError what `requireKnownNode`, `requireClock` and `requireSoftware` throw; `NodeKeySuperseded`.
 */
export const heartbeat = endpoint({
  path: '/nodes/v1/heartbeat',
  body: HeartbeatBody,

  answer: async ({ body, ...exchange }, parts): Promise<Static<typeof HeartbeatReply>> => {
    const { effects, nodeRules } = parts
    const moment = { now: effects.now(), nodeRules }
    const node = await requireKnownNode(parts, exchange, moment)
    const { key, runtime } = await findServed(parts, exchange, node)
    if (nodeRules.followKeys && key.supersededTime !== undefined) throw nodeKeySuperseded(node, key)
    const { time, ...report } = body
    requireClock(time, moment.now)
    requireSoftware(report.version, nodeRules)
    return replyTo(await keep(parts, { node, report, moment }), { key, runtime })
  },
})

interface Served {
  readonly key: AuthKey
  readonly runtime: Runtime
}

/**
 * @throws CloudError `NodeUnknown` where the runtime has gone meanwhile, and the node with it; `StoredSecretBroken` where its
 * key is not to be found any more, which is told in the audit.
 */
const findServed = async (parts: NodeParts, exchange: Exchange, node: Node): Promise<Served> => {
  const { runtimeUid } = node
  const { name, generation, fingerprint } = node.key
  const [key, runtime] = await parts.store.read(async (tx) => [
    await tx.findAuthKeyBy(runtimeUid, fingerprint),
    await tx.findRuntimeByUid(runtimeUid),
  ])
  if (!runtime) throw nodeUnknown()
  if (key) return { key, runtime }
  const broken = new SealBroken(`${name}, generation ${generation}, of the integration runtime ${runtimeUid}`)
  const met = { runtime, nodeName: node.name, caller: callerOf(node), operationName: nodeAction('heartbeat') }
  await tellBroken({ parts, exchange }, broken, met)
  throw storedSecretBroken(broken)
}

interface Heard {
  readonly node: Node
  readonly report: NodeReport
  readonly moment: NodeMoment
}

const keep = async ({ store, pending }: NodeParts, { node, report, moment }: Heard): Promise<Node> => {
  const heard = heardFrom(node, report, moment.now)
  const isFirst = node.monitoring === undefined
  if (!isFirst && !isSilent(node, moment.now) && differInFiguresAlone(node, heard)) {
    pending.heard(heard, node)
    return heard
  }
  return store.change(async (tx) => {
    const heardNow = heardFrom(await requireKnownStill(tx, node, moment), report, moment.now)
    await tx.saveNode(heardNow)
    return heardNow
  })
}

const replyTo = (
  { properties, credentialsVersion, upgrade }: Node,
  { key, runtime }: Served,
): Static<typeof HeartbeatReply> => {
  const { supersededTime } = key
  return {
    heartbeatSeconds,
    concurrentJobsLimit: jobsLimitOf(properties),
    autoUpdate: runtime.autoUpdate,
    credentialsVersion,
    authKey: {
      ...keyReference(key),
      isCurrent: supersededTime === undefined,
      ...(supersededTime !== undefined && { supersededTime }),
    },
    ...(upgrade && { upgrade }),
  }
}
