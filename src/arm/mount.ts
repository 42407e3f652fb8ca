import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Reader } from '../core/store.ts'
import type { AnyOperation } from '../operations/operation.ts'
import type { Admission, Gate } from './gate.ts'
import { bodyChecker } from './jsonBody.ts'
import { findParents } from './parents.ts'
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
  const bodyOf = bodyChecker(operation, resource)

  const complete = async ({ admission, body, headers }: FastifyRequest, tx: Reader) => {
    if (!admission) throw new Error('A request has come past the front door.')
    const { target, caller, subscription } = admission
    const parents = await findParents(tx, operation, target)
    const text = typeof body === 'string' ? body : ''
    return { target, caller, subscription, ...parents, body: bodyOf({ text, contentType: headers['content-type'] }) }
  }
  const work = (request: FastifyRequest) =>
    operation.effect === 'change'
      ? store.change(async (tx) => operation.handle(await complete(request, tx), tx, effects))
      : store.read(async (tx) => operation.handle(await complete(request, tx), tx, effects))

  app.route({
    method: operation.method,
    url: operation.path,
    onRequest: async (request, reply) => {
      request.admission = await admit(request)
      reply.headers(request.admission.remaining)
    },
    handler: async (request, reply) => {
      const { status, body } = await work(request)
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
