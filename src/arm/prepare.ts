import type { FastifyRequest } from 'fastify'
import { seal } from '../core/seal.ts'
import type { Reader } from '../core/store.ts'
import type { AnyOperation } from '../operations/operation.ts'
import { authorize } from './authorize.ts'
import { goesOn } from './conditional.ts'
import type { Admission, Gate } from './gate.ts'
import { bodyChecker } from './jsonBody.ts'
import { pageFor } from './paging.ts'
import { findParents } from './parents.ts'
import { queryOf } from './query.ts'
import type { Resource } from './resource.ts'
import { requireRegistration } from './subscription.ts'

/**
 * Makes what completes the requests of one operation, within its transaction.
 *
 * @throws CloudError what the parents, the body and the condition are refused with.
 */
export const preparer = (gate: Gate, operation: AnyOperation, resource: Resource) => {
  const bodyOf = bodyChecker(operation, resource)
  const wrongQuery = resource.provided ? 'BadRequest' : 'InvalidRequestUri'

  const wantedBy = async (request: FastifyRequest, tx: Reader) => {
    const { body, headers } = request
    const { target, caller, subscription } = admissionOf(request)
    const parents = await findParents(tx, operation, target)
    const text = typeof body === 'string' ? body : ''
    return {
      target,
      caller,
      subscription,
      ...parents,
      body: bodyOf({ text, contentType: headers['content-type'] }),
      seal: (place: string, meant: string): string => seal(gate.sealKey, { place, text: meant }, gate.effects),
      auditKey: gate.auditKey,
      nodeRules: gate.nodeRules,
      header: (name: string) => headerOf(headers[name]),
      // For those that list something: nobody else looks at these parameters, nor refuses them.
      get page() {
        return pageFor(gate, request, { caller, wrongQuery })
      },
      get filter() {
        return queryOf(request, '$filter', wrongQuery)
      },
      query: (name: string) => queryOf(request, name, wrongQuery),
    }
  }

  return {
    /** Asks again whether the caller may: the body may have come long after the head, and the turn of a change later still. */
    admitAgain: async (request: FastifyRequest, tx: Reader): Promise<void> => {
      const { target, caller, subscription } = admissionOf(request)
      await requireRegistration(tx, resource, subscription)
      await authorize(tx, { caller, operation, scopePath: resource.scopePath, target }, request)
    },
    /** The parents, the body, and all else that the operation asks for; undefined for a read of what the caller has already. */
    complete: async (request: FastifyRequest, tx: Reader) => {
      const wanted = await wantedBy(request, tx)
      if (!operation.etag) return wanted
      const etag = await operation.etag(wanted, tx)
      return goesOn({ method: operation.method, headers: request.headers, etag }) ? wanted : undefined
    },
  }
}

const admissionOf = ({ admission }: FastifyRequest): Admission => {
  if (!admission) throw new Error('A request has come past the front door.')
  return admission
}

const headerOf = (sent: string | string[] | undefined): string | undefined =>
  Array.isArray(sent) ? sent.join(', ') : sent
