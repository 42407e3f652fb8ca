import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AuditEntry } from '../core/audit/auditEntry.ts'

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** So much is kept of an id that a client has chosen. */
const longestId = 128

/** What ids are made of. Whatever else a client sends in the place of one is left out: it may be a key. */
const idText = /^[\w.-]+$/

/** What the audit tells of a request itself, whatever it asks for: neither its query nor its body is in it. */
export const exchangeOf = ({
  request,
  reply,
}: Exchange): Pick<AuditEntry, 'address' | 'clientRequestId' | 'correlationId' | 'method'> => {
  const given = request.headers['x-ms-client-request-id']
  const isId = typeof given === 'string' && idText.test(given)
  return {
    address: request.ip,
    correlationId: String(reply.getHeader('x-ms-correlation-request-id') ?? request.id),
    clientRequestId: isId ? given.slice(0, longestId) : undefined,
    method: request.method,
  }
}
