import { type Static, Type } from 'typebox'
import { dispatcherOf } from '../../core/dispatcherOf.ts'
import { CloudError } from '../../core/errors.ts'
import type { NodeConnection } from '../../core/node.ts'
import { nodesOf } from '../../core/nodesOf.ts'
import { requireOwn } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import type { SeenNode } from '../../core/seenNode.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

const ConnectionReply = Type.Object(
  {
    version: Type.String(),
    publicKey: Type.String(),
    serviceToken: Type.String({ description: 'What the node knows a client by.' }),
    identityCertThumbprint: Type.String(),
    hostServiceUri: Type.String(),
    isIdentityCertExprired: Type.Boolean({ description: 'Misspelt on the wire.' }),
  },
  { additionalProperties: false },
)

/** How long a service token is good for. Assumed. */
const tokenMs = 60 * 60 * 1000

/**
 * Tells a client how to speak to the node that fetches work for a self-hosted runtime. Documented.
 *
 * @throws CloudError `NotFound`; `BadRequest` while no node that is online can be reached, and for a managed or a linked
 * runtime: the real words are not known.
 */
export const getConnectionInfo = operation({
  id: 'IntegrationRuntimes_GetConnectionInfo',
  method: 'POST',
  path: `${runtimePath}/getConnectionInfo`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/getconnectioninfo/action',
  summary: 'Tells how to speak to a node of a self-hosted integration runtime.',
  effect: 'read',
  body: null,
  replies: { 200: ConnectionReply },

  handle: async ({ target, factory, seal, nodeRules }, tx, { now }) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireOwn(runtime, 'nodes')
    const reachable = reachableOf(await nodesOf(tx, runtime.uid, { now: now(), nodeRules }))
    if (!reachable) {
      throw new CloudError(
        'BadRequest',
        `The integration runtime '${runtime.id.integrationRuntimeName}' has no node that is online and can be reached.`,
      )
    }
    const nowMs = now().getTime()
    const meant = { runtimeUid: runtime.uid, nodeName: reachable.node.name, endsAt: nowMs + tokenMs }
    return ok(connectionTo(reachable, seal('serviceToken', JSON.stringify(meant)), nowMs))
  },
})

interface Reachable {
  readonly node: SeenNode
  readonly connection: NodeConnection
}

const reachableOf = (nodes: readonly SeenNode[]): Reachable | undefined => {
  const node = dispatcherOf(nodes.filter(({ connection }) => connection !== undefined))
  return node?.connection && { node, connection: node.connection }
}

const connectionTo = (
  { node, connection }: Reachable,
  serviceToken: string,
  nowMs: number,
): Static<typeof ConnectionReply> => {
  const { publicKey, identityCertThumbprint, hostServiceUri, identityCertExpiry } = connection
  return {
    version: node.properties.version,
    publicKey,
    serviceToken,
    identityCertThumbprint,
    hostServiceUri,
    isIdentityCertExprired: nowMs >= Date.parse(identityCertExpiry),
  }
}
