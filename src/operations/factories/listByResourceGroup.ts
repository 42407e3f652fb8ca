import { factoryOrder } from '../../core/factory.ts'
import { ok, operation } from '../operation.ts'
import { pageOf, readPage } from '../page.ts'
import { factoriesPath, resourceGroupPath } from '../paths.ts'
import { FactoryReply, toFactoryReply } from './schemas.ts'

/** The factories of a resource group, by name, without statistics. Recorded. */
export const listByResourceGroup = operation({
  id: 'Factories_ListByResourceGroup',
  method: 'GET',
  path: `${resourceGroupPath}/${factoriesPath}`,
  action: 'Microsoft.DataFactory/factories/read',
  summary: 'Lists the data factories of a resource group.',
  effect: 'read',
  body: null,
  replies: { 200: pageOf(FactoryReply) },

  handle: async ({ target, subscription, page }, tx) =>
    ok(
      await readPage(page, {
        list: (range) => tx.listFactories(target, range),
        keyOf: factoryOrder,
        show: (factory) => toFactoryReply(factory, subscription),
      }),
    ),
})
