import { empty, operation } from '../operation.ts'
import { factoryPath } from '../paths.ts'

/** Deletes a factory, and answers 204 where there is none: recorded and documented. All that is in it goes along: assumed. */
export const deleteFactory = operation({
  id: 'Factories_Delete',
  method: 'DELETE',
  path: factoryPath,
  action: 'Microsoft.DataFactory/factories/delete',
  summary: 'Deletes a data factory and all that is in it.',
  effect: 'change',
  body: null,
  replies: { 200: null, 204: null },

  handle: async ({ target }, tx) => ((await tx.deleteFactory(target)) ? empty(200) : empty(204)),
})
