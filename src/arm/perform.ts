import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Transaction } from '../core/store.ts'
import { type AnyOperation, type AnyReply, empty } from '../operations/operation.ts'
import { type Asked, auditorOf, isAudited } from './audit.ts'
import type { Gate } from './gate.ts'
import { preparer } from './prepare.ts'
import { doerOnce } from './repeatability.ts'
import { claimer } from './repeatableClaim.ts'
import type { Resource } from './resource.ts'

/**
 * Makes what does one operation for a request that was let in. What stands around every operation stands here once, in
 * the transaction of the operation itself: who may is asked again, what was done before is answered as it was, what is
 * asked for is completed, the audit is told. What the operation saw is what it changes, and all of it is kept, or nothing.
 * A task takes many transactions: the first of them checks the request and tells that it begins, the last tells how it
 * ended, and one that is cut short has a beginning alone.
 *
 * @throws CloudError whatever one of these refuses with.
 */
export const performer = (gate: Gate, operation: AnyOperation, resource: Resource) => {
  const { store, effects } = gate
  const prepare = preparer(gate, operation, resource)
  const audit = auditorOf(gate, operation, resource)
  const claimOf = claimer(gate, operation)
  const doOnce = doerOnce(gate)

  /** Keeps what a deed does together with its audit entry. */
  const inChange = (asked: Asked, deed: (tx: Transaction) => Promise<AnyReply>): Promise<AnyReply> =>
    store.change(async (tx) => {
      await prepare.admitAgain(asked.request, tx)
      return audit.tellDeed(tx, asked, () => deed(tx))
    })

  const performDeed = async (asked: Asked, { effect, handle }: Exclude<AnyOperation, Task>): Promise<AnyReply> => {
    const { request } = asked
    const claim = claimOf(asked)
    const answer = async (tx: Transaction): Promise<AnyReply> => {
      const wanted = await prepare.complete(request, tx)
      return wanted ? handle(wanted, tx, effects) : empty(304)
    }
    if (claim) return inChange(asked, (tx) => doOnce(tx, claim, () => answer(tx)))
    if (effect === 'change' || isAudited(operation)) return inChange(asked, answer)
    return store.read(async (tx) => {
      if (request.body !== undefined) await prepare.admitAgain(request, tx)
      const wanted = await prepare.complete(request, tx)
      return wanted ? handle(wanted, tx, effects) : empty(304)
    })
  }

  /** Answers with what a task is asked for, when it is on the disk that it begins. */
  const begin = async (asked: Asked): Promise<unknown> => {
    claimOf(asked)
    return store.change(async (tx) => {
      await prepare.admitAgain(asked.request, tx)
      const wanted = await prepare.complete(asked.request, tx)
      await audit.tellStart(tx, asked)
      return wanted
    })
  }

  return async (request: FastifyRequest, reply: FastifyReply): Promise<AnyReply> => {
    if (!request.admission) throw new Error('A request has come past the front door.')
    const { target, caller } = request.admission
    const asked: Asked = { request, reply, target, caller }
    if (operation.effect !== 'task') return audit.tellRefusal(asked, () => performDeed(asked, operation))
    const wanted = await audit.tellRefusal(asked, () => begin(asked))
    return audit.tellEnd(asked, () => operation.handle(wanted, store, effects))
  }
}

type Task = Extract<AnyOperation, { readonly effect: 'task' }>
