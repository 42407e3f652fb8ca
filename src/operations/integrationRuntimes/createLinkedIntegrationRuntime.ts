import { Type } from 'typebox'
import { CloudError } from '../../core/errors.ts'
import { isGuid } from '../../core/guid.ts'
import { addLink } from '../../core/linking.ts'
import { isKnownLocation } from '../../core/location.ts'
import { checkName } from '../../core/names.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { requireShareable } from '../../core/shared.ts'
import type { Reader } from '../../core/store.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'
import { runtimeStatus, StatusReply } from '../runtimeStatus.ts'

const LinkBody = Type.Object({
  name: Type.String({ description: 'Name of the linked runtime.' }),
  subscriptionId: Type.String({ description: 'Of the factory that is to link.' }),
  dataFactoryName: Type.String(),
  dataFactoryLocation: Type.String(),
})

/**
 * Notes with a shared runtime that another factory is to link to it, and answers with its status. Documented. It makes no
 * runtime there, and gives no right: a linked runtime that is made later takes the link over.
 *
 * @throws CloudError `NotFound`; `BadRequest` for what could be no place, and for a runtime that cannot be shared.
 */
export const createLinkedIntegrationRuntime = operation({
  id: 'IntegrationRuntimes_CreateLinkedIntegrationRuntime',
  method: 'POST',
  path: `${runtimePath}/linkedIntegrationRuntime`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/linkedIntegrationRuntime/action',
  summary: 'Notes that another factory is to link to a shared integration runtime.',
  effect: 'change',
  body: LinkBody,
  replies: { 200: StatusReply },

  handle: async ({ target, body, factory, nodeRules }, tx, effects) => {
    const { name, subscriptionId, dataFactoryName, dataFactoryLocation } = body
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireShareable(runtime)
    checkName('integrationRuntimeName', name)
    checkName('factoryName', dataFactoryName)
    await requirePlace(tx, subscriptionId, dataFactoryLocation)

    const place = { subscriptionId, factoryName: dataFactoryName, location: dataFactoryLocation }
    await addLink(tx, { shared: runtime, name, factory: place, linkedUid: undefined }, effects)
    return ok(await runtimeStatus(tx, { factory, runtime, now: effects.now(), nodeRules }))
  },
})

/** A subscription's id may be no GUID where there is one: the documentation's own sample is a digit short. */
const requirePlace = async (tx: Reader, subscriptionId: string, location: string): Promise<void> => {
  if (!isGuid(subscriptionId) && !(await tx.findSubscription(subscriptionId))) {
    throw new CloudError('BadRequest', 'subscriptionId must be the id of a subscription.')
  }
  if (!isKnownLocation(location)) throw new CloudError('BadRequest', 'dataFactoryLocation must be a region of Azure.')
}
