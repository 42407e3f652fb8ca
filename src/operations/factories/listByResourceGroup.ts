import { ok, operation } from '../operation.ts'
import { factoriesPath, resourceGroupPath } from '../paths.ts'
import { listOf } from '../schemas.ts'
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
  replies: { 200: listOf(FactoryReply) },

  handle: async ({ target, subscription }, tx) => {
    const factories = await tx.listFactories(target)
    return ok({ value: factories.map((factory) => toFactoryReply(factory, subscription)) })
  },
})
