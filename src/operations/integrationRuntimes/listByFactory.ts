import { ok, operation } from '../operation.ts'
import { factoryPath } from '../paths.ts'
import { listOf } from '../schemas.ts'
import { RuntimeReply, toRuntimeReply } from './schemas.ts'

/** The runtimes of a factory. Recorded; that they come by name, and an empty list, are assumed. */
export const listByFactory = operation({
  id: 'IntegrationRuntimes_ListByFactory',
  method: 'GET',
  path: `${factoryPath}/integrationRuntimes`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/read',
  summary: 'Lists the integration runtimes of a data factory.',
  effect: 'read',
  body: null,
  replies: { 200: listOf(RuntimeReply) },

  handle: async ({ target }, tx) => {
    const runtimes = await tx.listRuntimes(target)
    return ok({ value: runtimes.map(toRuntimeReply) })
  },
})
