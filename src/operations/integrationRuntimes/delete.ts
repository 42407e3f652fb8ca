import { empty, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

/** Deletes a runtime and its keys; 204 where there is none. Recorded. */
export const deleteRuntime = operation({
  id: 'IntegrationRuntimes_Delete',
  method: 'DELETE',
  path: runtimePath,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/delete',
  summary: 'Deletes an integration runtime and its keys.',
  effect: 'change',
  body: null,
  replies: { 200: null, 204: null },

  handle: async ({ target }, tx) => ((await tx.deleteRuntime(target)) ? empty(200) : empty(204)),
})
