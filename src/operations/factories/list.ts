import { ok, operation } from '../operation.ts'
import { factoriesPath, subscriptionPath } from '../paths.ts'
import { listOf } from '../schemas.ts'
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
  replies: { 200: listOf(FactoryReply) },

  handle: async ({ target, subscription }, tx) => {
    const factories = await tx.listFactories(target)
    return ok({ value: factories.map((factory) => toFactoryReply(factory, subscription)) })
  },
})
