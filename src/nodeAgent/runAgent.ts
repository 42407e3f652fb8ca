import type { AgentParts } from './agentParts.ts'
import { isGone } from './isGone.ts'
import { watchMachine } from './machineFigures.ts'
import { type NodeState, readState } from './nodeState.ts'
import { Refusal } from './refusal.ts'
import { registerAnew } from './registerAnew.ts'
import { sendHeartbeats, type Watched } from './sendHeartbeats.ts'

/**
 * Works as a node until told to stop, and stays registered then; or until somebody has had the node leave. Where the server
 * has forgotten it, it registers anew.
 *
 * @param kept what it remembers of its registration; undefined for a node that has none.
 * @throws Refusal when the server refuses to register it; StartError when its key or its state cannot be read or written.
 */
export const runAgent = async (parts: AgentParts, kept: NodeState | undefined): Promise<void> => {
  const watched = { ...parts, figures: await watchMachine(parts.log), startTime: parts.effects.now().toISOString() }
  try {
    let node: NodeState | undefined = kept ?? (await registerAnew(parts))
    while (node) node = await liveAs(node, watched)
  } catch (error) {
    if (!parts.stop.aborted) throw error
  }
}

/** Works until the server does not know the node any more; what it is from then on, or undefined when it has left. */
const liveAs = async (node: NodeState, parts: Watched): Promise<NodeState | undefined> => {
  try {
    return await sendHeartbeats(parts, node)
  } catch (error) {
    if (error instanceof Refusal && isGone(error)) return successor(node, parts, error)
    throw error
  }
}

const successor = async (
  before: NodeState,
  parts: AgentParts,
  { message }: Refusal,
): Promise<NodeState | undefined> => {
  const { stateFile, log } = parts
  const state = await readState(stateFile)
  if (!state) {
    log.info('this node has left')
    return undefined
  }
  // Somebody has put another registration there.
  if (state.credential !== before.credential) return state
  log.warn({ reason: message }, 'the server does not know this node any more; registering anew')
  return registerAnew(parts)
}
