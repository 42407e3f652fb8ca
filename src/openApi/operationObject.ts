import { Type } from 'typebox'
import type { JsonObject } from '../core/json.ts'
import { quotaKindOf } from '../core/throttle.ts'
import type { AnyOperation } from '../operations/operation.ts'
import { exampleBodies } from './exampleBodies.ts'
import { groupOf } from './groupOf.ts'
import { inBraces } from './inBraces.ts'
import { namedByUs } from './namedByUs.ts'
import { parametersOf } from './parameters.ts'
import { responsesOf } from './responses.ts'
import { schemaObject } from './schemas.ts'

/** An operation as the document has it. */
export const operationObject = (operation: AnyOperation): JsonObject => {
  const { id, isOurs, action, isOpenAtTenant, summary, body } = operation
  return {
    operationId: id,
    tags: [groupOf(id)],
    summary,
    'x-rbac-action': action === undefined ? null : inBraces(action),
    ...(isOpenAtTenant && { 'x-open-at-tenant': true }),
    'x-quota': quotaKindOf(action),
    ...(isOurs && { 'x-lazulite-extension': true }),
    ...(namedByUs.includes(id) && { 'x-lazulite-name': true }),
    parameters: parametersOf(operation),
    ...(body && {
      requestBody: {
        required: !Type.IsOptional(body),
        content: { 'application/json': { schema: schemaObject(body), example: exampleBodies[id] } },
      },
    }),
    responses: responsesOf(operation),
  }
}
