import { factoryNotFound } from '../../core/resourceId.ts'
import { ok, operation } from '../operation.ts'
import { factoryPath } from '../paths.ts'
import { FactoryReply, factoryEtag, toFactoryReply } from './schemas.ts'

/** Recorded: zeros, whatever the factory holds. */
const factoryStatistics = {
  totalResourceCount: 0,
  maxAllowedResourceCount: 0,
  factorySizeInGbUnits: 0,
  maxAllowedFactorySizeInGbUnits: 0,
}

/**
 * Shows one factory, statistics included.
 *
 * @throws CloudError `ResourceNotFound`.
 */
export const get = operation({
  id: 'Factories_Get',
  method: 'GET',
  path: factoryPath,
  action: 'Microsoft.DataFactory/factories/read',
  summary: 'Shows a data factory.',
  effect: 'read',
  body: null,
  replies: { 200: FactoryReply, 304: null },
  etag: factoryEtag,

  handle: async ({ target, subscription }, tx) => {
    const factory = await tx.findFactory(target)
    if (!factory) throw factoryNotFound(target)
    return ok(toFactoryReply(factory, subscription, factoryStatistics))
  },
})
