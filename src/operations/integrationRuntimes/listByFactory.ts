import { ok, operation } from '../operation.ts'
import { pageOf, readPage } from '../page.ts'
import { factoryPath } from '../paths.ts'
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
  replies: { 200: pageOf(RuntimeReply) },

  handle: async ({ target, page }, tx, { now }) =>
    ok(
      await readPage(page, {
        list: (range) => tx.listRuntimes(target, range),
        keyOf: ({ id }) => id.integrationRuntimeName.toLowerCase(),
        show: (runtime) => toRuntimeReply(runtime, now()),
      }),
    ),
})
