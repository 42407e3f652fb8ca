import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Reader } from '../core/store.ts'
import { type AnyOperation, type AnyReply, empty } from '../operations/operation.ts'
import { goesOn } from './conditional.ts'
import type { Admission, Gate } from './gate.ts'
import { bodyChecker } from './jsonBody.ts'
import { pageFor } from './paging.ts'
import { findParents } from './parents.ts'
import { pollHeaders } from './pollHeaders.ts'
import { queryOf } from './query.ts'
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

  const complete = async (request: FastifyRequest, tx: Reader) => {
    const { admission, body, headers } = request
    if (!admission) throw new Error('A request has come past the front door.')
    const { target, caller, subscription } = admission
    const parents = await findParents(tx, operation, target)
    const text = typeof body === 'string' ? body : ''
    return {
      target,
      caller,
      subscription,
      ...parents,
      body: bodyOf({ text, contentType: headers['content-type'] }),
      // For those that list something: nobody else looks at these parameters, nor refuses them.
      get page() {
        return pageFor(gate, request, caller)
      },
      get filter() {
        return queryOf(request, '$filter')
      },
    }
  }
  /** Undefined for what the caller has already. */
  const prepare = async (request: FastifyRequest, tx: Reader) => {
    const wanted = await complete(request, tx)
    if (!operation.etag) return wanted
    const etag = await operation.etag(wanted, tx)
    return goesOn({ method: operation.method, headers: request.headers, etag }) ? wanted : undefined
  }
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
      const { status, body, operation: begun } = await work(request)
      if (begun) reply.headers(pollHeaders(gate, request, { status, operation: begun }))
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
