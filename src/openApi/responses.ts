import { STATUS_CODES } from 'node:http'
import type { JsonObject } from '../core/json.ts'
import type { AnyOperation } from '../operations/operation.ts'
import { answerHeaders, refusalHeaders } from './headers.ts'
import { schemaObject } from './schemas.ts'

/** What an operation answers, and that it may refuse. */
export const responsesOf = (operation: AnyOperation): JsonObject => ({
  ...Object.fromEntries(
    Object.entries(operation.replies).map(([status, schema]) => [
      status,
      {
        description: descriptionOf(operation, status),
        headers: answerHeaders(operation, status),
        ...(schema && { content: json(schemaObject(schema)) }),
      },
    ]),
  ),
  default: { $ref: `#/components/responses/${operation.method === 'HEAD' ? 'RefusalOfHead' : 'Refusal'}` },
})

const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } })

/** Refusals, which all operations share. */
export const responseObjects: JsonObject = {
  Refusal: {
    description: 'A refusal by the gateway or by the provider.',
    headers: refusalHeaders,
    content: json({ $ref: '#/components/schemas/Refusal' }),
  },
  RefusalOfHead: { description: 'The same without a body.', headers: refusalHeaders },
}

const descriptions: Readonly<Record<string, string>> = {
  201: 'It is there now.',
  202: 'It has begun, and goes on: the headers say where to ask how far it has come.',
  304: 'It is as the caller has it: If-None-Match names its entity tag.',
}

const descriptionOf = ({ method, replies }: AnyOperation, status: string): string => {
  if (status === '204') return method === 'DELETE' ? 'There was nothing to delete.' : 'It is there.'
  if (status === '200' && replies[200] === null) return method === 'DELETE' ? 'It is deleted.' : 'It is done.'
  return descriptions[status] ?? STATUS_CODES[status] ?? status
}
