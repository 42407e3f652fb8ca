import { type Static, Type } from 'typebox'
import type { Effects } from '../../core/effects.ts'
import { CloudError } from '../../core/errors.ts'
import { dispatcherOf, type Node, type NodeConnection } from '../../core/node.ts'
import { requireOwnNodes } from '../../core/nodeHolder.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { seal } from '../../core/seal.ts'
import { requireServerSecret } from '../../core/serverSecret.ts'
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
  effect: 'change',
  body: null,
  replies: { 200: ConnectionReply },

  handle: async ({ target, factory }, tx, effects) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireOwnNodes(runtime)
    const reachable = reachableOf(await tx.listNodes(runtime.uid))
    if (!reachable) {
      throw new CloudError(
        'BadRequest',
        `The integration runtime '${runtime.id.integrationRuntimeName}' has no node that is online and can be reached.`,
      )
    }
    const key = await requireServerSecret(tx, 'serviceToken', effects)
    return ok(connectionTo(reachable, key, effects))
  },
})

interface Reachable {
  readonly node: Node
  readonly connection: NodeConnection
}

const reachableOf = (nodes: readonly Node[]): Reachable | undefined => {
  const node = dispatcherOf(nodes.filter(({ connection }) => connection !== undefined))
  return node?.connection && { node, connection: node.connection }
}

const connectionTo = (
  { node, connection }: Reachable,
  key: Buffer,
  effects: Effects,
): Static<typeof ConnectionReply> => {
  const { publicKey, identityCertThumbprint, hostServiceUri, identityCertExpiry } = connection
  const nowMs = effects.now().getTime()
  const meant = { runtimeUid: node.runtimeUid, nodeName: node.name, endsAt: nowMs + tokenMs }
  return {
    version: node.properties.version,
    publicKey,
    serviceToken: seal(key, { place: 'serviceToken', text: JSON.stringify(meant) }, effects),
    identityCertThumbprint,
    hostServiceUri,
    isIdentityCertExprired: nowMs >= Date.parse(identityCertExpiry),
  }
}
