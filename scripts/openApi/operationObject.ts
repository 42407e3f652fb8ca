import { STATUS_CODES } from 'node:http'
import { Type } from 'typebox'
import type { JsonObject } from '../../src/core/json.ts'
import { quotaKindOf } from '../../src/core/throttle.ts'
import type { AnyOperation } from '../../src/operations/operation.ts'
import { extensions } from '../extensions.ts'
import { groupOf } from '../groupOf.ts'
import { inBraces } from '../inBraces.ts'
import { parameterReferences } from './parameters.ts'
import { schemaObject } from './schemas.ts'

/** An operation as the document has it. */
export const operationObject = (operation: AnyOperation): JsonObject => {
  const { id, action, summary, body, replies } = operation
  return {
    operationId: id,
    tags: [groupOf(id)],
    summary,
    'x-rbac-action': action === undefined ? null : inBraces(action),
    'x-quota': quotaKindOf(action),
    ...(extensions.includes(id) && { 'x-lazulite-extension': true }),
    parameters: parameterReferences(operation),
    ...(body && { requestBody: { required: !Type.IsOptional(body), content: json(schemaObject(body)) } }),
    responses: {
      ...Object.fromEntries(Object.entries(replies).map(([status, schema]) => [status, response(status, schema)])),
      default: { $ref: '#/components/responses/Refusal' },
    },
  }
}

export const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } })

const response = (status: string, schema: object | null): JsonObject => ({
  description: STATUS_CODES[status] ?? status,
  ...(status === '202' && { headers: whereToAsk }),
  ...(schema && { content: json(schemaObject(schema)) }),
})

const whereToAsk: JsonObject = {
  'azure-asyncoperation': {
    description: 'Where to ask how it goes on; not of everything.',
    schema: { type: 'string' },
  },
  location: { description: 'Where to ask for the result.', schema: { type: 'string' } },
  'retry-after': { description: 'Seconds to wait before asking.', schema: { type: 'integer' } },
}
