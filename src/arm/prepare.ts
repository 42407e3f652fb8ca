import type { FastifyRequest } from 'fastify'
import { seal } from '../core/seal.ts'
import type { Reader } from '../core/store.ts'
import type { AnyOperation } from '../operations/operation.ts'
import { authorize } from './authorize.ts'
import { goesOn } from './conditional.ts'
import type { Gate } from './gate.ts'
import { bodyChecker } from './jsonBody.ts'
import { pageFor } from './paging.ts'
import { findParents } from './parents.ts'
import { queryOf } from './query.ts'
import type { Resource } from './resource.ts'
import { requireRegistration } from './subscription.ts'

/**
 * Makes what completes the requests of one operation, within its transaction: what is asked for
 * again, the parents, the body, and whether a condition lets it go on. Answers undefined for a read of what the caller has already.
 *
 * @throws CloudError what the parents, the body and the condition are refused with.
 */
export const preparer = (gate: Gate, operation: AnyOperation, resource: Resource) => {
  const bodyOf = bodyChecker(operation, resource)
  const wrongQuery = resource.provided ? 'BadRequest' : 'InvalidRequestUri'

  const complete = async (request: FastifyRequest, tx: Reader) => {
    const { admission, body, headers } = request
    if (!admission) throw new Error('A request has come past the front door.')
    const { target, caller, subscription } = admission
    // The body may have come long after the head, and the turn of a change later still: what let it in may be gone by now.
    if (operation.effect === 'change' || body !== undefined) {
      await requireRegistration(tx, resource, subscription)
      await authorize(tx, { caller, operation, scopePath: resource.scopePath, target }, request)
    }
    const parents = await findParents(tx, operation, target)
    const text = typeof body === 'string' ? body : ''
    return {
      target,
      caller,
      subscription,
      ...parents,
      body: bodyOf({ text, contentType: headers['content-type'] }),
      seal: (place: string, meant: string): string => seal(gate.sealKey, { place, text: meant }, gate.effects),
      // For those that list something: nobody else looks at these parameters, nor refuses them.
      get page() {
        return pageFor(gate, request, { caller, wrongQuery })
      },
      get filter() {
        return queryOf(request, '$filter', wrongQuery)
      },
    }
  }

  return async (request: FastifyRequest, tx: Reader) => {
    const wanted = await complete(request, tx)
    if (!operation.etag) return wanted
    const etag = await operation.etag(wanted, tx)
    return goesOn({ method: operation.method, headers: request.headers, etag }) ? wanted : undefined
  }
}
