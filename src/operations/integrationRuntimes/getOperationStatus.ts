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
    const one = await requireOperation(tx, target, factory)
    const status = statusOf(one, now())
    return status.status === 'Succeeded' ? ok(status) : { ...ok(status), begun: one.begun }
  },
})
