import { setTimeout as pause } from 'node:timers/promises'
import { latestNodeSoftware } from '../core/nodeSoftware.ts'
import { aboutMachine } from './aboutMachine.ts'
import type { AgentParts } from './agentParts.ts'
import { isGone } from './isGone.ts'
import type { MachineFigures } from './machineFigures.ts'
import type { HeartbeatReply } from './nodeServer.ts'
import type { NodeState } from './nodeState.ts'
import { patiently } from './patiently.ts'
import { tellNews } from './tellNews.ts'

/** An agent whose machine is watched. */
export interface Watched extends AgentParts {
  /** Tells how busy the machine is. */
  readonly figures: () => Promise<MachineFigures>
  /** When the agent was started. */
  readonly startTime: string
}

/**
 * Sends the heartbeats of a node, as often as the server wants them, until it is told to stop.
 *
 * @throws Refusal when the server does not know the node any more; an `AbortError` when told to stop.
 */
export const sendHeartbeats = async (parts: Watched, node: NodeState): Promise<never> => {
  const { server, log, stop, onWorking } = parts
  let last: HeartbeatReply | undefined
  for (;;) {
    const update = last && answerToUpgrade(last, parts)
    const attempt = async () => server.heartbeat(node.credential, await heartbeat(parts, last, update), stop)
    const reply = await patiently({ attempt, isPassing: (refusal) => !isGone(refusal) }, parts)
    if (!last) onWorking(node)
    tellNews(log, last, reply)
    last = reply
    // What was asked of it is answered without delay, and once.
    const isAsked = reply.upgrade !== undefined && reply.upgrade.askedTime !== update?.askedTime
    await pause(isAsked ? 0 : reply.heartbeatSeconds * 1000, undefined, { signal: stop })
  }
}

const heartbeat = async ({ effects, figures, startTime }: Watched, last?: HeartbeatReply, update?: Update) => {
  const now = effects.now()
  const { machineName: _, ...machine } = aboutMachine(now)
  return {
    time: now.toISOString(),
    status: 'Online',
    version: latestNodeSoftware,
    metrics: await figures(),
    lastStartTime: startTime,
    ...machine,
    ...(last && { credentialsVersion: last.credentialsVersion }),
    ...(update && { update }),
  }
}

type Update = ReturnType<typeof answerToUpgrade>

/** It cannot replace its own software: it has what is asked for, or it says that it has failed. */
const answerToUpgrade = ({ upgrade }: HeartbeatReply, { effects }: Watched) => {
  if (!upgrade) return undefined
  const time = effects.now().toISOString()
  const result = upgrade.version === latestNodeSoftware ? 'Succeed' : 'Fail'
  return { result, startTime: time, endTime: time, askedTime: upgrade.askedTime }
}
