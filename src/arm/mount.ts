import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AnyOperation } from '../operations/operation.ts'
import type { Admission, Gate } from './gate.ts'
import { performer } from './perform.ts'
import { pollHeaders } from './pollHeaders.ts'
import type { Resource } from './resource.ts'

interface Mounted {
  readonly operation: AnyOperation
  readonly resource: Resource
  readonly gate: Gate
  readonly admit: (exchange: { readonly request: FastifyRequest; readonly reply: FastifyReply }) => Promise<Admission>
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the front door has found out; undefined until it has let the request in. */
    admission: Admission | undefined
  }
}

/**
 * Puts one operation on the wire. A request is admitted first, before its body is read, and performed then.
 */
export const mount = (app: FastifyInstance, { operation, resource, gate, admit }: Mounted): void => {
  const perform = performer(gate, operation, resource)
  app.route({
    method: operation.method,
    url: operation.path,
    onRequest: async (request, reply) => {
      request.admission = await admit({ request, reply })
      reply.headers(request.admission.remaining)
    },
    handler: async (request, reply) => {
      const { status, body, begun, logged } = await perform(request, reply)
      if (logged) request.log.warn(logged, 'an answer does not tell all')
      if (begun) reply.headers(pollHeaders(gate, request, { status, begun }))
      if (resource.provided) reply.header('server', 'Kestrel')
      return send(reply.code(status), body)
    },
  })
}

/** Written by `JSON.stringify` and not by a schema's serialiser: what a user stored is answered as it was parsed. */
const send = (reply: FastifyReply, body: unknown): FastifyReply =>
  body === undefined
    ? reply.send()
    : reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body))
