import { OperationStatus, operationPath, requireOperation, statusOf } from '../longRunning.ts'
import { ok, operation } from '../operation.ts'

/**
 * Tells how what was begun on a runtime goes on. Recorded.
 *
 * @throws CloudError `NotFound`.
 */
export const getOperationStatus = operation({
  id: 'IntegrationRuntimes_GetOperationStatus',
  method: 'GET',
  path: operationPath('operationstatuses'),
  action: 'Microsoft.DataFactory/factories/integrationruntimes/read',
  summary: 'Tells how what was begun on an integration runtime goes on.',
  effect: 'read',
  body: null,
  replies: { 200: OperationStatus },

  handle: async ({ target, factory }, tx, { now }) => {
    const operation = await requireOperation(tx, target, factory)
    return { ...ok(statusOf(operation, now())), operation: operation.begun }
  },
})
