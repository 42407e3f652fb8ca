import { Type } from 'typebox'
import { isDone } from '../../core/longRunning.ts'
import { operationPath, requireOperation, resultOf } from '../longRunning.ts'
import { accepted, ok, operation } from '../operation.ts'

/** Nothing at the end of a stop. Recorded. */
const Result = Type.Unsafe<object | undefined>({ description: 'What it was begun for; nothing where that is nothing.' })

/**
 * Answers with the result of what was begun on a runtime, and with 202 until there is one. Recorded, but for the 202.
 *
 * @throws CloudError `NotFound`.
 */
export const getOperationResult = operation({
  id: 'IntegrationRuntimes_GetOperationResult',
  method: 'GET',
  path: operationPath('operationresults'),
  action: 'Microsoft.DataFactory/factories/integrationruntimes/read',
  summary: 'Answers with the result of what was begun on an integration runtime.',
  effect: 'read',
  body: null,
  replies: { 200: Result, 202: null },

  handle: async ({ target, factory }, tx, { now }) => {
    const one = await requireOperation(tx, target, factory)
    const moment = now()
    return isDone(one.begun, moment) ? ok(resultOf(one, moment)) : accepted(one.begun)
  },
})
