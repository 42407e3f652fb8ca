import { newEtag } from '../../core/etag.ts'
import { type Factory, factoryNameInUse } from '../../core/factory.ts'
import { checkLocation, resourceMoved, sameLocation } from '../../core/location.ts'
import { formatTimestamp } from '../../core/timestamps.ts'
import { ok, operation } from '../operation.ts'
import { factoryPath } from '../paths.ts'
import { FactoryBody, FactoryReply, toFactoryReply, withoutReadOnly } from './schemas.ts'

/**
 * Creates a factory, or replaces what its creator may set; its birth and its identity stay. Answers 200 to both.
 * Recorded.
 *
 * @throws CloudError `LocationRequired`, `LocationNotAvailableForResourceType`, `InvalidResourceLocation` for a factory
 * that would move, `DataFactoryNameInUse` for a name that another resource group has taken.
 */
export const createOrUpdate = operation({
  id: 'Factories_CreateOrUpdate',
  method: 'PUT',
  path: factoryPath,
  action: 'Microsoft.DataFactory/factories/write',
  summary: 'Creates a data factory, or replaces its settings.',
  effect: 'change',
  body: FactoryBody,
  replies: { 200: FactoryReply },

  handle: async ({ target, body, subscription, resourceGroup }, tx, effects) => {
    const location = checkLocation(body.location, 'Microsoft.DataFactory/factories')
    const existing = await tx.findFactory(target)
    if (existing && !sameLocation(existing.location, location)) {
      throw resourceMoved({ name: target.factoryName, from: existing.location, to: location, ...target })
    }
    if (!existing && (await tx.findFactoryNamed(target.factoryName))) throw factoryNameInUse(target.factoryName)

    const factory: Factory = {
      id: existing?.id ?? { ...resourceGroup.id, factoryName: target.factoryName },
      location,
      identity: body.identity,
      principalId: existing?.principalId ?? effects.newId(),
      tags: body.tags ?? {},
      properties: withoutReadOnly(body.properties ?? {}),
      etag: newEtag(effects),
      createTime: existing?.createTime ?? formatTimestamp(effects.now()),
    }
    await tx.saveFactory(factory)
    return ok(toFactoryReply(factory, subscription))
  },
})
