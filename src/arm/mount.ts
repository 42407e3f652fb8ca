import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Reader, Transaction } from '../core/store.ts'
import type { AnyOperation } from '../operations/operation.ts'
import { type Admission, admit, type Gate } from './admit.ts'
import { bodyChecker } from './jsonBody.ts'
import { findParents } from './parents.ts'
import { resourceOf } from './resource.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the gate has found out; there from `onRequest` to the end of every operation. */
    admission: Admission
  }
}

/**
 * Puts one operation on the wire. The gate comes first, before the body is read. Then the parents, the body and the
 * operation itself share one transaction, so that what they saw is what they change.
 */
export const mount = (app: FastifyInstance, operation: AnyOperation, gate: Gate): void => {
  const resource = resourceOf(operation)
  const bodyOf = bodyChecker(operation)

  const work = async (request: FastifyRequest, tx: Reader) => {
    const { target, subscription, caller } = request.admission
    const parents = await findParents(tx, operation.path, target)
    const text = typeof request.body === 'string' ? request.body : ''
    const body = bodyOf({ text, contentType: request.headers['content-type'] })
    return operation.handle({ target, caller, subscription, ...parents, body }, tx as Transaction, gate.effects)
  }

  app.route({
    method: operation.method,
    url: operation.path,
    onRequest: async (request, reply) => {
      request.admission = await admit(gate, { operation, resource }, request)
      reply.headers(request.admission.remaining)
    },
    handler: async (request, reply) => {
      const answer =
        operation.effect === 'change'
          ? await gate.store.change((tx) => work(request, tx))
          : await gate.store.read((tx) => work(request, tx))
      if (resource.provider) reply.header('server', 'Kestrel')
      return send(reply, answer)
    },
  })
}

/** Written by `JSON.stringify` and not by a schema's serialiser: what a user stored is answered as it was parsed. */
const send = (reply: FastifyReply, { status, body }: { readonly status: number; readonly body: unknown }) => {
  reply.code(status)
  if (body === undefined) return reply.send()
  return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body))
}
