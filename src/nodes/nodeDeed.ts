import type { AuditCaller } from '../core/audit/auditEntry.ts'
import type { Node } from '../core/node.ts'
import type { Runtime } from '../core/runtime.ts'

export type NodeDeed = 'leave' | 'register' | 'rekey'

/** How the audit calls what nodes do: in the manner of RBAC, though no role is asked for. */
export const nodeAction = (deed: NodeDeed | 'heartbeat'): string =>
  `Microsoft.DataFactory/factories/integrationruntimes/nodes/${deed}/action`

export const callerOf = ({ id, name }: Pick<Node, 'id' | 'name'>): AuditCaller => ({ kind: 'node', objectId: id, name })

/**
 * What the audit tells of what a node has done.
 *
 * @param node as it is after the deed, or was before it left: it has shown its key but for that.
 */
export const nodeDeed = (deed: NodeDeed, node: Node, runtime: Runtime) =>
  ({
    runtime,
    nodeName: node.name,
    caller: callerOf(node),
    operationName: nodeAction(deed),
    outcome: 'Succeeded',
    status: 200,
    code: undefined,
    authKeys: deed === 'leave' ? [] : [node.key],
  }) as const
