import { newEtag } from '../../core/etag.ts'
import { factoryNameInUse, newFactory } from '../../core/factory.ts'
import { requireLocation, resourceMoved, sameLocation } from '../../core/location.ts'
import { keepMasked } from '../../core/secureString.ts'
import { withoutPrincipal } from '../../schemas/factory/factoryIdentity.ts'
import { withoutFactoryState } from '../../schemas/factory/factoryProperties.ts'
import { ok, operation } from '../operation.ts'
import { factoryPath } from '../paths.ts'
import { FactoryBody, FactoryReply, factoryEtag, toFactoryReply } from './schemas.ts'

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
  etag: factoryEtag,

  handle: async ({ target, body, subscription, resourceGroup }, tx, effects) => {
    const location = requireLocation(body.location, 'Microsoft.DataFactory/factories')
    const { factoryName, resourceGroupName } = target
    const existing = await tx.findFactory(target)
    if (existing && !sameLocation(existing.location, location)) {
      throw resourceMoved({ name: factoryName, resourceGroupName, from: existing.location, to: location })
    }
    if (!existing && (await tx.findFactoryNamed(factoryName))) throw factoryNameInUse(factoryName)

    const settings = {
      location,
      identity: body.identity && withoutPrincipal(body.identity),
      tags: body.tags ?? {},
      properties: keepMasked(withoutFactoryState(body.properties ?? {}), existing?.properties),
    }
    const factory = existing
      ? { ...existing, ...settings, etag: newEtag(effects) }
      : newFactory({ ...resourceGroup.id, factoryName }, settings, effects)
    await tx.saveFactory(factory)
    return ok(toFactoryReply(factory, subscription))
  },
})
