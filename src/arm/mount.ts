import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AnyOperation, type AnyReply, empty } from '../operations/operation.ts'
import type { Admission, Gate } from './gate.ts'
import { pollHeaders } from './pollHeaders.ts'
import { preparer } from './prepare.ts'
import type { Resource } from './resource.ts'

interface Mounted {
  readonly operation: AnyOperation
  readonly resource: Resource
  readonly gate: Gate
  readonly admit: (request: FastifyRequest) => Promise<Admission>
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the front door has found out; undefined until it has let the request in. */
    admission: Admission | undefined
  }
}

/**
 * Puts one operation on the wire. A request is admitted first, before its body is read. Then the parents, the body and
 * the operation itself share one transaction, so that what they saw is what they change.
 */
export const mount = (app: FastifyInstance, { operation, resource, gate, admit }: Mounted): void => {
  const { store, effects } = gate
  const prepare = preparer(gate, operation, resource)
  const work = (request: FastifyRequest): Promise<AnyReply> =>
    operation.effect === 'change'
      ? store.change(async (tx) => {
          const wanted = await prepare(request, tx)
          return wanted ? operation.handle(wanted, tx, effects) : empty(304)
        })
      : store.read(async (tx) => {
          const wanted = await prepare(request, tx)
          return wanted ? operation.handle(wanted, tx, effects) : empty(304)
        })

  app.route({
    method: operation.method,
    url: operation.path,
    onRequest: async (request, reply) => {
      request.admission = await admit(request)
      reply.headers(request.admission.remaining)
    },
    handler: async (request, reply) => {
      const { status, body, begun } = await work(request)
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
