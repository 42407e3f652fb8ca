import { newEtag } from '../../core/etag.ts'
import type { Factory } from '../../core/factory.ts'
import { factoryNotFound } from '../../core/resourceId.ts'
import { withoutPrincipal } from '../../schemas/factory/factoryIdentity.ts'
import { ok, operation } from '../operation.ts'
import { factoryPath } from '../paths.ts'
import { FactoryReply, FactoryUpdateBody, factoryEtag, toFactoryReply } from './schemas.ts'

/**
 * Replaces the tags, the identity or the network access of a factory; what is not sent stays. Makes a new etag. Recorded
 * for tags.
 *
 * @throws CloudError `ResourceNotFound`.
 */
export const update = operation({
  id: 'Factories_Update',
  method: 'PATCH',
  path: factoryPath,
  action: 'Microsoft.DataFactory/factories/write',
  summary: 'Changes the tags, the identity or the network access of a data factory.',
  effect: 'change',
  body: FactoryUpdateBody,
  replies: { 200: FactoryReply },
  etag: factoryEtag,

  handle: async ({ target, body, subscription }, tx, effects) => {
    const before = await tx.findFactory(target)
    if (!before) throw factoryNotFound(target)

    const { publicNetworkAccess } = body.properties ?? {}
    const factory: Factory = {
      ...before,
      ...(body.tags && { tags: body.tags }),
      ...(body.identity !== undefined && { identity: body.identity && withoutPrincipal(body.identity) }),
      ...(publicNetworkAccess && { properties: { ...before.properties, publicNetworkAccess } }),
      etag: newEtag(effects),
    }
    await tx.saveFactory(factory)
    return ok(toFactoryReply(factory, subscription))
  },
})
