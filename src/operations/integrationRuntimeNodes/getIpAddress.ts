import { Type } from 'typebox'
import { CloudError } from '../../core/errors.ts'
import { requireNodeHolder } from '../../core/nodeHolder.ts'
import { requireNode } from '../../core/requireNode.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { ok, operation } from '../operation.ts'
import { nodePath } from '../paths.ts'

const IpAddressReply = Type.Object({ ipAddress: Type.String() }, { additionalProperties: false })

/**
 * Tells where in its network a node of a self-hosted runtime is, or of the one that a linked runtime borrows. Documented.
 *
 * @throws CloudError `NotFound`, and what `requireNodeHolder` throws; `BadRequest` for a node that has not said: assumed.
 */
export const getIpAddress = operation({
  id: 'IntegrationRuntimeNodes_GetIpAddress',
  method: 'POST',
  path: `${nodePath}/ipAddress`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/nodes/ipAddress/action',
  summary: 'Tells the IP address of a node of a self-hosted integration runtime.',
  effect: 'read',
  body: null,
  replies: { 200: IpAddressReply },

  handle: async ({ target, factory, nodeRules }, tx, { now }) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    const holder = await requireNodeHolder(tx, factory, runtime)
    const wanted = { holderUid: holder.uid, id: { ...target, ...runtime.id } }
    const { ipAddress, name } = await requireNode(tx, wanted, { now: now(), nodeRules })
    if (ipAddress === undefined)
      throw new CloudError('BadRequest', `The node '${name}' has not told its IP address yet.`)
    return ok({ ipAddress })
  },
})
