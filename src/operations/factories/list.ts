import { factoryOrder } from '../../core/factory.ts'
import { ok, operation } from '../operation.ts'
import { pageOf, readPage } from '../page.ts'
import { factoriesPath, subscriptionPath } from '../paths.ts'
import { FactoryReply, toFactoryReply } from './schemas.ts'

/** All factories of a subscription, by name, without statistics. Recorded. */
export const list = operation({
  id: 'Factories_List',
  method: 'GET',
  path: `${subscriptionPath}/${factoriesPath}`,
  action: 'Microsoft.DataFactory/factories/read',
  summary: 'Lists the data factories of a subscription.',
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
