import { latestNodeSoftware } from '../core/nodeSoftware.ts'
import { aboutMachine } from './aboutMachine.ts'
import type { AgentParts } from './agentParts.ts'
import { type NodeState, writeState } from './nodeState.ts'
import { isBusy, patiently } from './patiently.ts'

/**
 * Registers a node with the key that it has now, and remembers how it is known from then on.
 *
 * @throws Refusal that does not pass, in the server's words; StartError when the key cannot be read or the state not be
 * written; an `AbortError` when told to stop.
 */
export const registerAnew = async (parts: AgentParts): Promise<NodeState> => {
  const { nodeName, stateFile, server, source, readKey, effects, log, stop } = parts
  const attempt = async () => {
    const now = effects.now()
    const authKey = await readKey()
    const about = { nodeName, version: latestNodeSoftware, time: now.toISOString(), ...aboutMachine(now) }
    // Who stops it does not wait for the answer: a node that was never heard of gives its name back to the next.
    return server.register({ authKey, ...about }, stop)
  }
  const { nodeId, credential, authKey, integrationRuntime, ...named } = await patiently(
    { attempt, isPassing: isBusy },
    parts,
  )
  const state = { server: source, nodeId, nodeName: named.nodeName, credential, integrationRuntime }
  await writeState(stateFile, state)
  log.info({ nodeName: state.nodeName, integrationRuntime, authKey }, 'registered')
  return state
}
