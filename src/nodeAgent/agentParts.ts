import type { Logger } from 'pino'
import type { Effects } from '../core/effects.ts'
import type { NodeServer } from './nodeServer.ts'
import type { NodeState, ServerSource } from './nodeState.ts'

/** What an agent works with. */
export interface AgentParts {
  readonly nodeName: string
  readonly stateFile: string
  readonly server: NodeServer
  /** Where that one is found, to be remembered. */
  readonly source: ServerSource
  /** The key to register with, read anew each time: somebody may have replaced it. */
  readonly readKey: () => Promise<string>
  readonly effects: Pick<Effects, 'now' | 'randomBytes'>
  readonly log: Pick<Logger, 'info' | 'warn'>
  /** Aborted when the agent is to stop. */
  readonly stop: AbortSignal
  /** Called once, when the server has first taken a heartbeat. */
  readonly onWorking: (state: NodeState) => void
}
